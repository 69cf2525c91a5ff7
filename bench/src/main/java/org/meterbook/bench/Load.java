package org.meterbook.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * GETs over connections that stay open, as fast as the server answers. A plain socket client, so
 * that it takes little of the machine.
 */
final class Load {
  /**
   * What was measured.
   *
   * @param rate answers a second
   * @param p50 half of the answers took no longer, in milliseconds
   * @param p99 99 % of the answers took no longer, in milliseconds
   */
  record Result(double rate, double p50, double p99) {}

  private final URI url;
  private final String key;

  Load(String url, String key) {
    this.url = URI.create(url);
    this.key = key;
  }

  /** Calls over some connections for some seconds, the first fifth of which does not count. */
  Result run(int connections, int seconds, IntFunction<String> path) {
    long start = System.nanoTime();
    long counted = start + seconds * 200_000_000L;
    long end = start + seconds * 1_000_000_000L;
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      var calls =
          IntStream.range(0, connections)
              .<Callable<long[]>>mapToObj(i -> () -> connection(i, path, counted, end))
              .toList();
      long[] nanos =
          threads.invokeAll(calls).stream()
              .flatMapToLong(done -> Arrays.stream(get(done)))
              .sorted()
              .toArray();
      double measured = (end - counted) / 1e9;
      return new Result(
          nanos.length / measured,
          nanos[nanos.length / 2] / 1e6,
          nanos[(int) (nanos.length * 0.99)] / 1e6);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long[] get(Future<long[]> done) {
    try {
      return done.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private long[] connection(int number, IntFunction<String> path, long counted, long end)
      throws IOException {
    long[] nanos = new long[4_000_000];
    int count = 0;
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      OutputStream out = socket.getOutputStream();
      byte[] body = new byte[1 << 16];
      for (int i = number * 7919; ; i++) {
        long before = System.nanoTime();
        if (before > end) {
          return Arrays.copyOf(nanos, count);
        }
        ask(out, path.apply(i));
        answer(in, body);
        if (before > counted && count < nanos.length) {
          nanos[count++] = System.nanoTime() - before;
        }
      }
    }
  }

  /**
   * Posts each body once, over some connections; answers the seconds it took.
   *
   * @param media the bodies' media type
   */
  double post(int connections, String path, String media, List<byte[]> bodies) {
    return bodies.size() / timed(connections, path, media, bodies).rate();
  }

  /** The same, with the time that each answer took. */
  Result timed(int connections, String path, String media, List<byte[]> bodies) {
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      var calls =
          IntStream.range(0, connections)
              .<Callable<long[]>>mapToObj(_ -> () -> post(path, media, bodies, next))
              .toList();
      long[] nanos =
          threads.invokeAll(calls).stream()
              .flatMapToLong(done -> Arrays.stream(get(done)))
              .sorted()
              .toArray();
      return new Result(
          bodies.size() * 1e9 / (System.nanoTime() - start),
          nanos[nanos.length / 2] / 1e6,
          nanos[(int) (nanos.length * 0.99)] / 1e6);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private long[] post(String path, String media, List<byte[]> bodies, AtomicInteger next)
      throws IOException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      OutputStream out = socket.getOutputStream();
      byte[] answer = new byte[1 << 16];
      long[] nanos = new long[bodies.size()];
      int count = 0;
      for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
        byte[] body = bodies.get(i);
        long before = System.nanoTime();
        out.write(
            "POST %s HTTP/1.1\r\nHost: bench\r\nECI-ApiKey: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(path, key, media, body.length)
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        answer(in, answer);
        nanos[count++] = System.nanoTime() - before;
      }
      return Arrays.copyOf(nanos, count);
    }
  }

  private void ask(OutputStream out, String path) throws IOException {
    out.write(
        ("GET " + path + " HTTP/1.1\r\nHost: bench\r\nECI-ApiKey: " + key + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static void answer(InputStream in, byte[] body) throws IOException {
    int status = 0;
    long length = -1;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (status == 0) {
        status = Integer.parseInt(line.substring(9, 12));
      } else if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Long.parseLong(line.substring(15).strip());
      } else if (line.equalsIgnoreCase("transfer-encoding: chunked")) {
        chunked = true;
      }
    }
    if (status == 200 && chunked) {
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        skip(in, body, size);
        line(in);
      }
      line(in);
      return;
    }
    if (status != 200 || length < 0) {
      throw new UncheckedIOException(new IOException("status " + status + ", length " + length));
    }
    skip(in, body, length);
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static void skip(InputStream in, byte[] body, long length) throws IOException {
    for (long left = length; left > 0; ) {
      int read = in.read(body, 0, (int) Math.min(body.length, left));
      if (read < 0) {
        throw new IOException("the answer ended early");
      }
      left -= read;
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server hung up");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
