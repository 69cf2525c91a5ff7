package org.meterbook.collection.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A form with files, as browsers send it. */
record FormData(Map<String, String> fields, Map<String, byte[]> files) {
  private static final String BOUNDARY = "----FormBoundary7MA4YWxk";

  static FormData of(Map<String, byte[]> files) {
    return new FormData(Map.of(), files);
  }

  static FormData of(String name, byte[] bytes) {
    return of(Map.of(name, bytes));
  }

  /** The same with fields before its files. */
  FormData with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.putAll(fields);
    return new FormData(all, files);
  }

  String media() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach((name, value) -> {
      text(out, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n", BOUNDARY, name);
      text(out, "%s\r\n", value);
    });
    files.forEach((name, bytes) -> {
      text(
          out,
          "--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n",
          BOUNDARY,
          name);
      out.writeBytes(bytes);
      text(out, "\r\n");
    });
    text(out, "--%s--\r\n", BOUNDARY);
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String format, Object... values) {
    out.writeBytes(format.formatted(values).getBytes(StandardCharsets.UTF_8));
  }
}
