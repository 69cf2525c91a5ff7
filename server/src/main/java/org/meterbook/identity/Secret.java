package org.meterbook.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.meterbook.store.Sha256;

/**
 * An API key or login token: three segments that say what it is, whose, and 32 random bytes. Only a
 * hash of the last is stored; a plain SHA-256 will do, because there is nothing to guess.
 *
 * @param kind key or token
 * @param tenant the datasource
 * @param id the row of the key or token
 * @param random what proves it
 */
record Secret(Kind kind, long tenant, int id, String random) {
  enum Kind {
    KEY("meterbook|key"),
    TOKEN("meterbook|token");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  static Secret make(Kind kind, long tenant, int id) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return new Secret(kind, tenant, id, ENCODER.encodeToString(random));
  }

  /** Reads a text; empty for what is none of ours. */
  static Optional<Secret> parse(Kind kind, String text) {
    String[] segments = text.split("\\.", -1);
    if (segments.length != 3 || text.length() > 300 || !segments[0].equals(encode(kind.label))) {
      return Optional.empty();
    }
    try {
      String[] owner =
          new String(Base64.getUrlDecoder().decode(segments[1]), StandardCharsets.UTF_8)
              .split("\\|", -1);
      return owner.length == 2
          ? Optional.of(
              new Secret(kind, Long.parseLong(owner[0]), Integer.parseInt(owner[1]), segments[2]))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** What its owner gets, once. */
  String text() {
    return encode(kind.label) + "." + encode(tenant + "|" + id) + "." + random;
  }

  /** What is stored. */
  byte[] hash() {
    return Sha256.of(random);
  }

  /** Names it without what proves it. */
  String name() {
    return kind.label + "|" + tenant + "|" + id;
  }

  private static String encode(String text) {
    return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return name();
  }
}
