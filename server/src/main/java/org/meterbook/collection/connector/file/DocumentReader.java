package org.meterbook.collection.connector.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import org.meterbook.collection.MediaType;
import org.meterbook.collection.connector.Found;
import org.meterbook.files.DelimitedFile;
import org.meterbook.files.FileFormatException;
import org.meterbook.files.RowSource;
import org.meterbook.files.WorkbookFile;

/** Reads documents of all kinds, each whole or not at all. */
final class DocumentReader {
  private DocumentReader() {}

  /**
   * Reads a document.
   *
   * @param zone of times without an offset
   * @throws UnreadableException a person must look at it; what was found before does not count
   */
  static void read(Found.Document document, ZoneId zone, Finds finds) {
    switch (document.media()) {
      case MediaType.PDF -> pdf(document, finds);
      case MediaType.TYPED -> finds.bill(TypedBill.read(document.bytes()));
      case MediaType.CSV ->
          table(document, file -> TableReader.read(text(file, document.bytes()), zone, finds));
      case MediaType.WORKBOOK ->
          table(document, file -> TableReader.read(WorkbookFile.open(file), zone, finds));
      case MediaType.FEED, MediaType.ARCHIVE ->
          inFile(document.bytes(), file -> FeedDocument.read(file, zone, finds));
      default -> throw new UnreadableException("This kind of file cannot be read.");
    }
  }

  private static void pdf(Found.Document document, Finds finds) {
    switch (BillText.read(document)) {
      case BillText.Result.Read(Found.Bill bill) -> finds.bill(bill.from(Optional.empty()));
      case BillText.Result.Unreadable(String reason) -> throw new UnreadableException(reason);
    }
  }

  private static void table(Found.Document document, Consumer<Path> reader) {
    try {
      inFile(document.bytes(), reader);
    } catch (FileFormatException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  private static RowSource text(Path file, byte[] bytes) {
    return RowSource.of(DelimitedFile.open(file, StandardCharsets.UTF_8, delimiter(bytes)));
  }

  /** The one that the first line has most of. */
  private static char delimiter(byte[] bytes) {
    char best = ',';
    int most = 0;
    String head = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.UTF_8);
    String line = head.lines().findFirst().orElse("");
    for (char each : new char[] {',', ';', '\t'}) {
      int count = (int) line.chars().filter(c -> c == each).count();
      if (count > most) {
        most = count;
        best = each;
      }
    }
    return best;
  }

  /** The readers go over a file, some twice. */
  private static void inFile(byte[] bytes, Consumer<Path> reader) {
    try {
      Path file = Files.createTempFile("meterbook-", ".document");
      try {
        Files.write(file, bytes);
        reader.accept(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
