package org.meterbook.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** A body that was read to its end, to know its digest before it is acted on. */
final class KeptBody implements AutoCloseable {
  private static final int IN_MEMORY = 1 << 20;

  private final byte[] head;
  private final Optional<Path> file;
  private final byte[] digest;

  private KeptBody(byte[] head, Optional<Path> file, byte[] digest) {
    this.head = head;
    this.file = file;
    this.digest = digest;
  }

  /** Reads a body; a large one lies in a file until it is closed. */
  static KeptBody of(InputStream body) {
    try {
      DigestInputStream in = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"));
      byte[] head = in.readNBytes(IN_MEMORY);
      if (head.length < IN_MEMORY) {
        return new KeptBody(head, Optional.empty(), in.getMessageDigest().digest());
      }
      Path path = Files.createTempFile("meterbook-body", ".tmp");
      try (OutputStream out = Files.newOutputStream(path)) {
        out.write(head);
        in.transferTo(out);
      } catch (IOException | RuntimeException e) {
        Files.delete(path);
        throw e;
      }
      return new KeptBody(new byte[0], Optional.of(path), in.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] digest() {
    return digest.clone();
  }

  InputStream open() {
    try {
      return file.isPresent() ? Files.newInputStream(file.get()) : new ByteArrayInputStream(head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (file.isPresent()) {
        Files.deleteIfExists(file.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
