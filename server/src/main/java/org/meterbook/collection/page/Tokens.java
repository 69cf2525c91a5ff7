package org.meterbook.collection.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts that only this server can have written, each good for one purpose until a moment. They
 * stand in for cookies, which browsers do not send from within another site's frame.
 */
final class Tokens {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Tokens(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** Signs a text, which stays readable. */
  String sign(String purpose, String text, Instant now, Duration life) {
    String signed =
        encode(text.getBytes(StandardCharsets.UTF_8)) + "." + now.plus(life).getEpochSecond();
    return signed + "." + encode(mac(purpose, signed));
  }

  /** The text; empty where it was not signed here for this purpose, or its time is over. */
  Optional<String> open(String purpose, String token, Instant now) {
    int end = token.lastIndexOf('.');
    int middle = token.lastIndexOf('.', end - 1);
    if (middle < 0) {
      return Optional.empty();
    }
    String signed = token.substring(0, end);
    try {
      byte[] mac = Base64.getUrlDecoder().decode(token.substring(end + 1));
      if (!MessageDigest.isEqual(mac, mac(purpose, signed))) {
        return Optional.empty();
      }
      Instant until = Instant.ofEpochSecond(Long.parseLong(signed.substring(middle + 1)));
      byte[] text = Base64.getUrlDecoder().decode(signed.substring(0, middle));
      return now.isBefore(until)
          ? Optional.of(new String(text, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private byte[] mac(String purpose, String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal((purpose + "\n" + signed).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
