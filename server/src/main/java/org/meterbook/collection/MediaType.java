package org.meterbook.collection;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is, by what is in it; what it is called, or is said to be, does not matter. */
public final class MediaType {
  public static final String PDF = "application/pdf";
  public static final String CSV = "text/csv";
  public static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  public static final String FEED = "application/atom+xml";
  public static final String ARCHIVE = "application/zip";

  /** A bill that somebody typed by hand. */
  public static final String TYPED = "application/json";

  public static final String OTHER = "application/octet-stream";

  private static final int HEAD = 4096;

  private MediaType() {}

  /** One of the types above, never {@link #TYPED}. */
  public static String of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.substring(0, Math.min(1024, head.length())).contains("%PDF-")) {
      return PDF;
    }
    if (head.startsWith("PK\u0003\u0004")) {
      return isWorkbook(bytes, head) ? WORKBOOK : ARCHIVE;
    }
    String text = head.replaceFirst("^\u00EF\u00BB\u00BF", "").strip();
    if (text.startsWith("<")) {
      return text.toLowerCase(Locale.ROOT).startsWith("<!doctype html") ? OTHER : FEED;
    }
    return text.isEmpty() || head.indexOf(0) >= 0 ? OTHER : CSV;
  }

  /** The directory of an archive's members is at its end. */
  private static boolean isWorkbook(byte[] bytes, String head) {
    int from = Math.max(0, bytes.length - (1 << 16));
    String tail = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
    return head.contains("xl/") || tail.contains("xl/workbook.xml");
  }
}
