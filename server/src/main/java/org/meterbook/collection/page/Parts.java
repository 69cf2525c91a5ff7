package org.meterbook.collection.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.RequestContext;
import org.meterbook.collection.Inbox;
import org.meterbook.http.Exchange;

/** The parts of a form with files, one after the other; no more than one is held. */
final class Parts {
  private static final String MEDIA = "multipart/form-data";
  private static final int LARGEST_FIELD = 16 * 1024;

  /** Files, and as much again as names and fields may need. */
  private static final long LARGEST = (Handover.MOST + 1L) * Inbox.LARGEST;

  /** More than anybody chooses. */
  private static final int MOST = 1000;

  private final FileItemInputIterator items;
  private int count;

  /** What a form brings. */
  sealed interface Part {
    /** Something that was typed, or hidden. */
    record Field(String name, String value) implements Part {}

    /** A file that is not too large. */
    @SuppressWarnings("ArrayRecordComponent")
    record Attached(String name, byte[] bytes) implements Part {}

    /** A file of more than {@link Inbox#LARGEST} bytes. */
    record TooLarge(String name) implements Part {}
  }

  private Parts(FileItemInputIterator items) {
    this.items = items;
  }

  /**
   * The parts of a request.
   *
   * @throws Refused it is none of such a form, or too large as a whole
   */
  static Parts of(Exchange exchange) {
    String media = exchange.header("Content-Type").orElse("").split(";", 2)[0].strip();
    if (!media.equalsIgnoreCase(MEDIA)) {
      throw new Refused(
          415, "This request is not valid", "The form is sent as %s.".formatted(MEDIA));
    }
    return guarded(() -> new Parts(new Reader().getItemIterator(exchange)));
  }

  /**
   * The next part; empty at the end.
   *
   * @throws Refused the body is not what it says
   */
  Optional<Part> next() {
    return guarded(() -> items.hasNext() ? Optional.of(read(items.next())) : Optional.empty());
  }

  private Part read(FileItemInput item) throws IOException {
    if (++count > MOST) {
      throw Refused.malformed();
    }
    int most = item.isFormField() ? LARGEST_FIELD : Inbox.LARGEST;
    byte[] bytes;
    try (InputStream in = item.getInputStream()) {
      bytes = in.readNBytes(most + 1);
    }
    if (!item.isFormField()) {
      String name = Optional.ofNullable(item.getName()).orElse("");
      return bytes.length > most ? new Part.TooLarge(name) : new Part.Attached(name, bytes);
    }
    if (bytes.length > most) {
      throw Refused.malformed();
    }
    return new Part.Field(
        Optional.ofNullable(item.getFieldName()).orElse(""),
        new String(bytes, StandardCharsets.UTF_8));
  }

  private interface Reading<T> {
    T get() throws IOException;
  }

  private static <T> T guarded(Reading<T> reading) {
    try {
      return reading.get();
    } catch (FileUploadSizeException _) {
      throw new Refused(413, "This is too much", "Please choose fewer files.");
    } catch (IOException | UncheckedIOException | IllegalArgumentException _) {
      // The last where a file's name or a header is none.
      throw Refused.malformed();
    }
  }

  /** The library's parser, of which nothing is kept on disk. */
  private static final class Reader
      extends AbstractFileUpload<Exchange, DiskFileItem, DiskFileItemFactory> {
    Reader() {
      setHeaderCharset(StandardCharsets.UTF_8);
      setMaxSize(LARGEST);
    }

    @Override
    public FileItemInputIterator getItemIterator(Exchange exchange) throws IOException {
      return getItemIterator(new Body(exchange));
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(Exchange exchange) {
      throw new UnsupportedOperationException("parts are read one by one");
    }

    @Override
    public List<DiskFileItem> parseRequest(Exchange exchange) {
      throw new UnsupportedOperationException("parts are read one by one");
    }
  }

  private record Body(Exchange exchange) implements RequestContext {
    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    /** What is read is counted, whatever the header says. */
    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public String getContentType() {
      return exchange.header("Content-Type").orElse("");
    }

    @Override
    public InputStream getInputStream() {
      return exchange.body();
    }

    @Override
    public boolean isMultipartRelated() {
      return false;
    }
  }
}
