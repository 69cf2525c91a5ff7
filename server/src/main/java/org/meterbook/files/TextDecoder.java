package org.meterbook.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Bytes to text, saying which byte is none. */
final class TextDecoder {
  private static final char REPLACED = '\uFFFD';

  /**
   * @param text with a replacement for each byte that is no text
   * @param fault the first such byte
   */
  record Decoded(String text, Optional<String> fault) {}

  private final Charset encoding;

  TextDecoder(Charset encoding) {
    this.encoding = encoding;
  }

  Decoded decode(byte[] bytes) {
    String text = new String(bytes, encoding);
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      return new Decoded(text, Optional.of("character %d of the row is a NUL".formatted(nul + 1)));
    }
    // The replacement may also stand in the file itself: only then it pays to look closely.
    return new Decoded(text, text.indexOf(REPLACED) < 0 ? Optional.empty() : firstFault(bytes));
  }

  private Optional<String> firstFault(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, CharBuffer.allocate(bytes.length + 1), true);
    return result.isError()
        ? Optional.of(
            "byte %d of the row, 0x%02X, is not %s"
                .formatted(in.position() + 1, bytes[in.position()] & 0xFF, encoding.name()))
        : Optional.empty();
  }
}
