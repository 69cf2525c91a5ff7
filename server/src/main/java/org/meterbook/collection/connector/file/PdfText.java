package org.meterbook.collection.connector.file;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Gets the lines out of a PDF from a stranger, within limits. */
final class PdfText {
  private static final int MEBIBYTE = 1 << 20;
  private static final int MAXIMUM_BYTES = 20 * MEBIBYTE;
  private static final int MAXIMUM_PAGES = 100;
  private static final int MAXIMUM_CHARACTERS = MEBIBYTE;
  private static final int LINE_CHARACTERS = 500;
  private static final long MAXIMUM_MEMORY = 128L * MEBIBYTE;

  /** The lines, or why there are none. */
  sealed interface Result {
    record Lines(List<String> lines) implements Result {}

    record Refused(String reason) implements Result {}
  }

  private PdfText() {}

  static Result of(byte[] pdf) {
    if (pdf.length > MAXIMUM_BYTES) {
      return new Result.Refused(
          "The file is larger than %d MiB.".formatted(MAXIMUM_BYTES / MEBIBYTE));
    }
    try (PDDocument document =
        Loader.loadPDF(
            pdf,
            "",
            null,
            null,
            MemoryUsageSetting.setupMainMemoryOnly(MAXIMUM_MEMORY).streamCache)) {
      if (document.getNumberOfPages() > MAXIMUM_PAGES) {
        return new Result.Refused("The file has more than %d pages.".formatted(MAXIMUM_PAGES));
      }
      return lines(text(document));
    } catch (TooLongException e) {
      return new Result.Refused("The file has too much text for a bill.");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A parser of so many kinds of files fails in many ways on files that are none.
      return new Result.Refused("The file is not a PDF that can be read.");
    }
  }

  private static Result lines(String text) {
    List<String> lines =
        text.lines()
            .map(line -> line.replaceAll("[\\s\\u00a0]+", " ").strip())
            .filter(line -> !line.isEmpty() && line.length() <= LINE_CHARACTERS)
            .toList();
    return lines.isEmpty()
        ? new Result.Refused("The PDF has no text layer.")
        : new Result.Lines(lines);
  }

  private static String text(PDDocument document) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setSortByPosition(true);
    StringWriter text = new StringWriter();
    stripper.writeText(document, new Limited(text));
    return text.toString();
  }

  /** There was more text than a bill has. */
  private static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Limited extends FilterWriter {
    private int left = MAXIMUM_CHARACTERS;

    Limited(StringWriter text) {
      super(text);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new TooLongException();
      }
      super.write(text, offset, length);
    }
  }
}
