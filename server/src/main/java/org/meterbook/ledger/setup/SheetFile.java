package org.meterbook.ledger.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.meterbook.api.Operation;
import org.meterbook.api.Problem;
import org.meterbook.files.FileFormatException;
import org.meterbook.files.RowSource;
import org.meterbook.files.WorkbookFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A workbook that was sent: it lies in a file of its own until it is closed. */
final class SheetFile implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LARGEST_TEXT = 32 << 20;

  /** How workbooks of before 2007 begin. */
  private static final byte[] OLD = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  private static final String NEITHER =
      "must be a workbook's bytes, or a JSON text of them in base64";

  private final Path path;

  private SheetFile(Path path) {
    this.path = path;
  }

  /** Takes in the workbook itself, or a JSON text of it in base64. */
  static Object receive(Operation.Incoming in) {
    return of(in.media().contains("json") ? decoded(in.stream()) : in.stream());
  }

  private static InputStream decoded(InputStream text) {
    try {
      byte[] sent = text.readNBytes(LARGEST_TEXT + 1);
      if (sent.length > LARGEST_TEXT) {
        throw Problem.invalid(
            "", "is too large for a JSON text: send the workbook's bytes as they are");
      }
      JsonNode base64 = JSON.readTree(sent);
      if (base64.isString()) {
        return new ByteArrayInputStream(
            Base64.getMimeDecoder().decode(base64.stringValue().replaceFirst("^data:[^,]*,", "")));
      }
      throw Problem.invalid("", NEITHER);
    } catch (JacksonException e) {
      throw Problem.notJson(e);
    } catch (IllegalArgumentException _) {
      throw Problem.invalid("", NEITHER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SheetFile of(InputStream body) {
    try {
      SheetFile file = new SheetFile(Files.createTempFile("meterbook-setup", ".xlsx"));
      try {
        Files.copy(body, file.path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return file;
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of its first sheet. */
  RowSource rows() {
    try (InputStream in = Files.newInputStream(path)) {
      if (Arrays.equals(in.readNBytes(OLD.length), OLD)) {
        throw new FileFormatException(
            "The workbook is in the format of before 2007 (.xls). Save it anew as XLSX.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return WorkbookFile.open(path);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
