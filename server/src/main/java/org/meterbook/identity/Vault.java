package org.meterbook.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.meterbook.api.Seal;

/**
 * Seals secrets that must be read again, with AES-256-GCM (NIST SP 800-38D) under a key that is
 * kept in a file beside the database, never in it. What is sealed opens only in its own context, so
 * a row copied to another place is worth nothing. Thread-safe.
 */
public final class Vault {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private Vault(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * The vault of a key file, which is made, readable by its owner only, where there is none.
   *
   * @throws IllegalArgumentException the file is no key
   */
  public static Vault open(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      byte[] key = Files.readAllBytes(file);
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException(
            "%s is not a key: it has %d bytes, not %d. Put the right file back; without it, sealed credentials cannot be opened."
                .formatted(file, key.length, KEY_BYTES));
      }
      return new Vault(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    Path fresh = file.resolveSibling(file.getFileName() + ".new-" + ProcessHandle.current().pid());
    try (var channel =
        Files.newByteChannel(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(java.nio.ByteBuffer.wrap(key));
    }
    try {
      // A link, not a move: of two that begin at once the first one's key stays.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException _) {
      // Another process was first; its key is read.
    } finally {
      Files.delete(fresh);
    }
  }

  /**
   * Seals.
   *
   * @param context names the place where it is kept, such as table, tenant and id
   */
  public byte[] seal(String plain, String context) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed =
        crypt(Cipher.ENCRYPT_MODE, nonce, plain.getBytes(StandardCharsets.UTF_8), context);
    byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
    return whole;
  }

  /**
   * Opens what was sealed in the same context.
   *
   * @throws IllegalStateException it was sealed under another key or in another context
   */
  public String open(byte[] sealed, String context) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    return new String(crypt(Cipher.DECRYPT_MODE, nonce, rest, context), StandardCharsets.UTF_8);
  }

  /** Keeps answers of the API. */
  public Seal answers() {
    return new Seal() {
      @Override
      public byte[] seal(byte[] plain, String context) {
        return Vault.this.seal(new String(plain, StandardCharsets.ISO_8859_1), context);
      }

      @Override
      public byte[] open(byte[] sealed, String context) {
        return Vault.this.open(sealed, context).getBytes(StandardCharsets.ISO_8859_1);
      }
    };
  }

  /** A key of 32 bytes for another purpose: the same at each start, and of no use to this one. */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] text, String context) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A secret cannot be opened: the key file is not the one that it was sealed with.", e);
    }
  }
}
