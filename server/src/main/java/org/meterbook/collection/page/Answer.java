package org.meterbook.collection.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** What a request comes to. */
sealed interface Answer {
  /** The pages, made into classes of this package when the program was built. */
  TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Answer.class.getClassLoader(), Answer.class.getPackageName());

  /** A page. */
  record Page(int status, String html) implements Answer {}

  /** To be fetched from elsewhere, after a POST too. */
  record Redirect(String location) implements Answer {}

  /** Fills a page in, each value escaped as its place demands. */
  static Answer page(int status, String template, Map<String, Object> values) {
    StringOutput text = new StringOutput();
    TEMPLATES.render(template + ".jte", values, text);
    return new Page(status, text.toString());
  }
}
