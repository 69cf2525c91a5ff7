package org.meterbook.ledger.billimport;

import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.meterbook.files.FileFormatException;

/**
 * Invoices in X12's 810, as utilities write them; docs/import-edi.md lists the segments that are
 * read.
 */
final class EdiInvoices {
  /** How an interchange begins; the last of these bytes ends segments. */
  private static final int HEADER = 106;

  /** No segment of an invoice is anywhere near. */
  private static final int LONGEST_SEGMENT = 1 << 16;

  private static final int MOST_SEGMENTS = 200_000;
  private static final String INVOICE = "810";

  private EdiInvoices() {}

  /**
   * Reads them.
   *
   * @throws FileFormatException it is no such file, or ends before its end
   */
  static void read(Path file, Consumer<Invoice> consumer) {
    requireSegments(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        EDIStreamReader reader = EDIInputFactory.newFactory().createEDIStreamReader(in)) {
      new Pass(reader, consumer).run();
    } catch (EDIStreamException | IllegalStateException | java.util.NoSuchElementException e) {
      throw new FileFormatException(
          "The file is no X12 interchange that can be read to its end: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A segment without end would be kept in memory. */
  private static void requireSegments(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length < HEADER || header[0] != 'I' || header[1] != 'S' || header[2] != 'A') {
        throw new FileFormatException(
            "The file is no X12 interchange: it does not begin with ISA.");
      }
      int length = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        length = next == header[HEADER - 1] ? 0 : length + 1;
        if (length > LONGEST_SEGMENT) {
          throw new FileFormatException(
              "A segment is longer than %,d bytes.".formatted(LONGEST_SEGMENT));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One way through an interchange. */
  private static final class Pass {
    private final EDIStreamReader reader;
    private final Consumer<Invoice> consumer;
    private boolean others;
    private boolean any;
    private int segments;

    Pass(EDIStreamReader reader, Consumer<Invoice> consumer) {
      this.reader = reader;
      this.consumer = consumer;
    }

    void run() throws EDIStreamException {
      List<String> segment = new ArrayList<>();
      EdiInvoice invoice = null;
      boolean ended = false;
      int at = 0;
      while (reader.hasNext()) {
        EDIStreamEvent event = reader.next();
        switch (event) {
          case START_SEGMENT -> {
            segment.clear();
            segment.add(reader.getText());
            at++;
          }
          case ELEMENT_DATA -> segment.add(reader.getText());
          case END_SEGMENT -> {
            if (segment.getFirst().equals("ST")) {
              invoice = begin(segment, at);
              segments = 0;
            } else if (segment.getFirst().equals("SE")) {
              end(invoice);
              invoice = null;
            } else if (invoice != null) {
              if (++segments > MOST_SEGMENTS) {
                throw new FileFormatException(
                    "An invoice has more than %,d segments.".formatted(MOST_SEGMENTS));
              }
              invoice.take(List.copyOf(segment));
            }
          }
          case END_INTERCHANGE -> ended = true;
          default -> {
            // Errors of what we do not look at are no errors to us.
          }
        }
      }
      if (!ended || invoice != null) {
        throw new FileFormatException("The interchange ends before its end.");
      }
      if (!any) {
        throw new FileFormatException(
            others
                ? "The interchange has no invoice (810)."
                : "The interchange has nothing in it.");
      }
    }

    private @org.jspecify.annotations.Nullable EdiInvoice begin(List<String> segment, int at) {
      others = true;
      return segment.size() > 1 && segment.get(1).equals(INVOICE)
          ? new EdiInvoice("segment " + at)
          : null;
    }

    private void end(@org.jspecify.annotations.Nullable EdiInvoice invoice) {
      if (invoice != null) {
        any = true;
        consumer.accept(invoice.end());
      }
    }
  }
}
