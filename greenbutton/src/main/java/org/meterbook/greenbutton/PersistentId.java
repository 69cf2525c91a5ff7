package org.meterbook.greenbutton;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that stay the same from one export to the next: name-based UUIDs, RFC 9562 version 5. */
public final class PersistentId {
  // The namespace for names that are URLs, RFC 9562 section 6.6.
  private static final UUID URL_NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  private PersistentId() {}

  /** The id {@code urn:uuid:…} of a link; equal links have equal ids. */
  public static String of(String href) {
    return "urn:uuid:" + uuid(href);
  }

  static UUID uuid(String href) {
    MessageDigest digest = sha1();
    digest.update(bytes(URL_NAMESPACE));
    byte[] hash = digest.digest(href.getBytes(StandardCharsets.UTF_8));
    long high = (read(hash, 0) & ~0xF000L) | 0x5000L;
    long low = (read(hash, 8) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] bytes(UUID uuid) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (uuid.getMostSignificantBits() >> (56 - 8 * i));
      bytes[8 + i] = (byte) (uuid.getLeastSignificantBits() >> (56 - 8 * i));
    }
    return bytes;
  }

  private static long read(byte[] bytes, int from) {
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      value = value << 8 | (bytes[i] & 0xFF);
    }
    return value;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
