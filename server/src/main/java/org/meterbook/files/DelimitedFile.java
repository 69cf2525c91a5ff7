package org.meterbook.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a delimited text file, streamed. What cannot be read becomes a row with a fault, and
 * reading goes on with the next line: one broken line never takes another one with it.
 */
public final class DelimitedFile implements AutoCloseable {
  /** Encodings in which a line feed is one byte of its own. */
  public static final Set<String> ENCODINGS =
      Set.of("UTF-8", "US-ASCII", "ISO-8859-1", "ISO-8859-15", "windows-1252");

  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int MOST_LINES = 100;
  private static final String NOT_CLOSED = "a quoted cell is not closed";

  private final FileChannel channel;
  private final long size;
  private final TextDecoder decoder;
  private final Cells cells;
  private final Lines lines;
  private int expected = -1;

  private DelimitedFile(FileChannel channel, Charset encoding, char delimiter) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.decoder = new TextDecoder(encoding);
    this.cells = new Cells(delimiter);
    this.lines = new Lines(channel);
    byte[] head = bytes(0, 4);
    requireText(head);
    if (Arrays.equals(Arrays.copyOf(head, 3), UTF_8_MARK)
        && encoding.equals(StandardCharsets.UTF_8)) {
      lines.seek(UTF_8_MARK.length, 0);
    }
  }

  /**
   * Opens a file.
   *
   * @param encoding one of {@link #ENCODINGS}
   * @throws FileFormatException it is empty, or no text of such an encoding
   */
  public static DelimitedFile open(Path file, Charset encoding, char delimiter) {
    if (!ENCODINGS.contains(encoding.name())) {
      throw new FileFormatException(
          "The encoding %s is not one of %s.".formatted(encoding, ENCODINGS));
    }
    try {
      FileChannel channel = FileChannel.open(file);
      try {
        return new DelimitedFile(channel, encoding, delimiter);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireText(byte[] head) {
    if (size == 0) {
      throw new FileFormatException("The file is empty.");
    }
    if (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF
        || head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
      throw new FileFormatException("The file is encoded in UTF-16; save it as UTF-8.");
    }
    if (head[0] == 'P' && head[1] == 'K' && head[2] == 3) {
      throw new FileFormatException(
          "The file is a workbook or an archive, not text; save it as CSV.");
    }
  }

  /** From now on a row with another number of cells is faulty. */
  public void expect(int cellCount) {
    expected = cellCount;
  }

  /** Bytes in all. */
  public long size() {
    return size;
  }

  /** Bytes read so far. */
  public long position() {
    return lines.end();
  }

  /** The next row, if there is one. */
  public Optional<TextRow> next() {
    return lines.next() ? Optional.of(row()) : Optional.empty();
  }

  private TextRow row() {
    if (lines.length() > Lines.LONGEST) {
      return fault("the line is longer than %,d bytes".formatted(Lines.LONGEST), Lines.LONGEST);
    }
    int length = (int) lines.length();
    TextDecoder.Decoded decoded = decoder.decode(lines.bytes());
    if (decoded.fault().isPresent()) {
      return fault(decoded.fault().get(), length);
    }
    return switch (cells.split(decoded.text())) {
      case WHOLE -> whole(lines.number(), lines.offset(), length);
      case BROKEN -> fault("there is text after a closing quote", length);
      case OPEN -> overLines(length);
    };
  }

  private TextRow whole(long line, long offset, int length) {
    if (expected >= 0 && cells.cells().size() != expected && !isBlank()) {
      String cut = lines.ended() ? "" : "; the file ends within the line";
      return TextRow.faulty(
          line,
          offset,
          length,
          "%d cells where %d are expected%s".formatted(cells.cells().size(), expected, cut));
    }
    return new TextRow(
        line, offset, length, cells.cells(), lines.ended() || cells.lastQuoted(), Optional.empty());
  }

  private boolean isBlank() {
    return cells.cells().stream().allMatch(String::isBlank);
  }

  /**
   * A quoted cell goes on over the next lines; where that leads nowhere, only its first line is at
   * fault.
   */
  private TextRow overLines(int firstLength) {
    long number = lines.number();
    long offset = lines.offset();
    long firstEnd = lines.end();
    for (int i = 0; i < MOST_LINES && lines.next(); i++) {
      long length = lines.offset() + lines.length() - offset;
      if (length > Lines.LONGEST) {
        break;
      }
      TextDecoder.Decoded decoded = decoder.decode(bytes(offset, (int) length));
      Cells.Outcome outcome =
          decoded.fault().isPresent() ? Cells.Outcome.BROKEN : cells.split(decoded.text());
      if (outcome == Cells.Outcome.WHOLE && (expected < 0 || cells.cells().size() == expected)) {
        return whole(number, offset, (int) length);
      }
      if (outcome != Cells.Outcome.OPEN) {
        break;
      }
    }
    lines.seek(firstEnd, number);
    return TextRow.faulty(number, offset, firstLength, NOT_CLOSED);
  }

  private TextRow fault(String fault, int length) {
    return TextRow.faulty(lines.number(), lines.offset(), length, fault);
  }

  /** The text of a row as it stands in the file; what is no text in the encoding is replaced. */
  public String original(long offset, int length) {
    return decoder.decode(bytes(offset, length)).text();
  }

  /** The cells of a row as it stands in the file; all of it as one where it cannot be split. */
  public List<String> cells(long offset, int length) {
    String text = original(offset, length);
    return cells.split(text) == Cells.Outcome.WHOLE ? List.copyOf(cells.cells()) : List.of(text);
  }

  private byte[] bytes(long offset, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) > 0) {
        // Until all is there, or the file ends.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.array();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
