package org.meterbook.files;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Gets the lines out of a PDF from a stranger, within limits. */
public final class PdfText {
  private static final int MEBIBYTE = 1 << 20;
  private static final int MAXIMUM_BYTES = 20 * MEBIBYTE;
  private static final int MAXIMUM_PAGES = 100;
  private static final int MAXIMUM_CHARACTERS = MEBIBYTE;
  private static final int MAXIMUM_OPERATORS = 500_000;
  private static final long MAXIMUM_UNPACKED = 64L * MEBIBYTE;
  private static final int LINE_CHARACTERS = 500;
  private static final long MAXIMUM_MEMORY = 128L * MEBIBYTE;

  /** The lines, or why there are none. */
  public sealed interface Result {
    record Lines(List<String> lines) implements Result {}

    record Refused(String reason) implements Result {}
  }

  private PdfText() {}

  /** Reads a file. */
  public static Result of(byte[] pdf) {
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
      requireUnpackable(document);
      return lines(text(document));
    } catch (TooMuchException e) {
      return new Result.Refused("The file has too much in it for a bill.");
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // A parser of so many kinds of files fails in many ways on files that are none.
      return new Result.Refused("The file is not a PDF that can be read.");
    }
  }

  private static Result lines(String text) {
    List<String> lines =
        text.lines()
            .map(line -> line.replaceAll("[\\s\\u00a0\\p{Cntrl}]+", " ").strip())
            .filter(line -> !line.isEmpty() && line.length() <= LINE_CHARACTERS)
            .toList();
    return lines.isEmpty()
        ? new Result.Refused("The PDF has no text layer.")
        : new Result.Lines(lines);
  }

  private static String text(PDDocument document) throws IOException {
    Stripper stripper = new Stripper();
    stripper.setSortByPosition(true);
    StringWriter text = new StringWriter();
    stripper.writeText(document, new Limited(text));
    return text.toString();
  }

  /** A few bytes may unpack to gigabytes: they are counted before anybody keeps them. */
  private static void requireUnpackable(PDDocument document) throws IOException {
    COSDocument objects = document.getDocument();
    long left = MAXIMUM_UNPACKED;
    for (COSObjectKey key : List.copyOf(objects.getXrefTable().keySet())) {
      if (objects.getObjectFromPool(key).getObject() instanceof COSStream stream
          && COSName.FLATE_DECODE.equals(stream.getFilters())) {
        left -= unpacked(stream, left + 1);
        if (left < 0) {
          throw new TooMuchException();
        }
      }
    }
  }

  private static long unpacked(COSStream stream, long limit) throws IOException {
    try (InputStream unpacking = new InflaterInputStream(stream.createRawInputStream())) {
      return unpacking.skip(limit);
    } catch (ZipException e) {
      // Broken, as happens; the reader takes what there is.
      return 0;
    }
  }

  /** There is more in it than in a bill. Unchecked, for the reader goes on after others. */
  private static final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Counts what is drawn. */
  private static final class Stripper extends PDFTextStripper {
    private int left = MAXIMUM_OPERATORS;

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      if (--left < 0) {
        throw new TooMuchException();
      }
      super.processOperator(operator, operands);
    }
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
        throw new TooMuchException();
      }
      super.write(text, offset, length);
    }
  }
}
