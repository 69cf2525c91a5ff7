package org.meterbook.collection.connector.demo;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.meterbook.http.Exchange;

/** What the website sends back. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, Map<String, String> headers, byte[] body) {
  static Answer html(int status, String page) {
    return file("text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), status);
  }

  static Answer of(Problem problem) {
    String notice = "<p class=\"notice\">" + problem.text() + "</p>";
    return html(problem.status(), Html.page("Sorry", notice));
  }

  static Answer file(String media, byte[] bytes) {
    return file(media, bytes, 200);
  }

  private static Answer file(String media, byte[] bytes, int status) {
    return new Answer(status, Map.of("Content-Type", media, "Cache-Control", "no-store"), bytes);
  }

  static Answer seeOther(String path) {
    return new Answer(303, Map.of("Location", path), new byte[0]);
  }

  Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  void to(Exchange exchange) {
    exchange.respond(status, headers, body);
  }
}
