package org.meterbook.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.meterbook.api.Problem;

/**
 * Passwords, kept as Argon2id with 19 MiB, two passes and one lane: the least that the OWASP
 * Password Storage Cheat Sheet asks for.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Verified against where there is no such user, so that the answer takes as long. */
  private static final String NOBODY = hash("nobody's password");

  private Passwords() {}

  /** The text to be stored for a password. */
  public static String hash(String password) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return "argon2id$" + encode(salt) + "$" + encode(derive(password, salt));
  }

  /** Text to be stored that is no password's: nobody signs in with it. */
  static String unguessable() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return "argon2id$" + encode(random) + "$" + encode(random);
  }

  /** Is this the password? Takes its time in any case. */
  static boolean verify(java.util.Optional<String> stored, String password) {
    String[] parts = stored.orElse(NOBODY).split("\\$", -1);
    boolean same =
        MessageDigest.isEqual(
            derive(password, Base64.getDecoder().decode(parts[1])),
            Base64.getDecoder().decode(parts[2]));
    return same && stored.isPresent();
  }

  /**
   * A strong password has 8 characters or more, with upper and lower case, a digit and a symbol.
   */
  static void requireStrong(String password) {
    boolean strong =
        password.length() >= 8
            && password.chars().anyMatch(Character::isUpperCase)
            && password.chars().anyMatch(Character::isLowerCase)
            && password.chars().anyMatch(Character::isDigit)
            && password.chars().anyMatch(c -> !Character.isLetterOrDigit(c));
    if (!strong) {
      throw Problem.invalid(
          "password",
          "must have at least 8 characters, with upper and lower case, a digit and a symbol");
    }
  }

  private static byte[] derive(String password, byte[] salt) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(1)
            .withSalt(salt)
            .build();
    var generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] hash = new byte[32];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
