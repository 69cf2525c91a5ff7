package org.meterbook.collection.connector.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plain pages of the website: written here, and read back by the connector. */
final class Html {
  private static final Pattern ROW = Pattern.compile("<tr>(.*?)</tr>", Pattern.DOTALL);
  private static final Pattern CELL = Pattern.compile("<td>(.*?)</td>", Pattern.DOTALL);

  private Html() {}

  static String page(String title, String body) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>%1$s - Demo Utility</title></head>
    <body>
    <h1>%1$s</h1>
    %2$s
    </body>
    </html>
    """
        .formatted(escape(title), body);
  }

  static String table(String id, List<String> head, List<List<String>> rows) {
    StringBuilder text = new StringBuilder("<table id=\"").append(id).append("\">\n");
    row(text, "th", head);
    rows.forEach(row -> row(text, "td", row));
    return text.append("</table>").toString();
  }

  private static void row(StringBuilder text, String element, List<String> cells) {
    text.append("<tr>");
    for (String cell : cells) {
      text.append('<').append(element).append('>').append(escape(cell));
      text.append("</").append(element).append('>');
    }
    text.append("</tr>\n");
  }

  /** A list of links of this site, each under its own path. */
  static String links(List<String> paths) {
    StringBuilder text = new StringBuilder("\n<ul>\n");
    for (String path : paths) {
      text.append("<li><a href=\"%1$s\">%1$s</a></li>\n".formatted(escape(path)));
    }
    return text.append("</ul>").toString();
  }

  /**
   * The rows of a table without its head; empty if the page has no such table, or not all of it.
   */
  static Optional<List<List<String>>> rows(String page, String id) {
    int begin = page.indexOf("<table id=\"" + id + "\">");
    int end = begin < 0 ? -1 : page.indexOf("</table>", begin);
    if (end < 0) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    Matcher row = ROW.matcher(page).region(begin, end);
    while (row.find()) {
      List<String> cells = new ArrayList<>();
      Matcher cell = CELL.matcher(row.group(1));
      while (cell.find()) {
        cells.add(unescape(cell.group(1)));
      }
      if (!cells.isEmpty()) {
        rows.add(cells);
      }
    }
    return Optional.of(rows);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String unescape(String text) {
    return text.replace("&quot;", "\"")
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&amp;", "&");
  }
}
