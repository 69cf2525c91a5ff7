package org.meterbook.webhook;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 call to an address that is already known. The JDK's client resolves a name itself
 * and so could reach another address than the one that was looked at; hence these lines.
 */
final class OutgoingCall {
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_LINES = 200;
  private static final int MOST_BODY = 64 * 1024;
  private static final int BODY_MILLIS = 1000;
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("outgoing-timer").factory());

  private final URI uri;
  private final Duration connectTimeout;
  private final Duration timeout;
  private final SSLSocketFactory tls;

  OutgoingCall(URI uri, Duration connectTimeout, Duration timeout, SSLSocketFactory tls) {
    this.uri = uri;
    this.connectTimeout = connectTimeout;
    this.timeout = timeout;
    this.tls = tls;
  }

  /** Sends to the first address that takes the connection. */
  Outgoing.Answer send(
      String method, List<InetAddress> addresses, Map<String, String> headers, byte[] body)
      throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Optional<IOException> failure = Optional.empty();
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        // Closing is the one limit that holds for connecting, writing and a slow drip alike.
        ScheduledFuture<?> end =
            TIMER.schedule(() -> close(socket), left(deadline), TimeUnit.NANOSECONDS);
        try {
          socket.connect(
              new InetSocketAddress(address, port()), Math.toIntExact(connectTimeout.toMillis()));
        } catch (IOException e) {
          end.cancel(false);
          failure = Optional.of(e);
          continue;
        }
        try (Socket wire = secured(socket)) {
          wire.getOutputStream().write(request(method, headers, body));
          wire.getOutputStream().flush();
          return answer(wire);
        } finally {
          end.cancel(false);
        }
      } catch (IOException e) {
        throw left(deadline) == 0
            ? new SocketTimeoutException("no answer in " + timeout.toSeconds() + " seconds")
            : e;
      }
    }
    throw failure.orElseGet(() -> new IOException("no address"));
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is being given up.
    }
  }

  private boolean isSecure() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  private int port() {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return isSecure() ? 443 : 80;
  }

  /** A host without the brackets that a URL puts around an IPv6 address. */
  static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private Socket secured(Socket socket) throws IOException {
    if (!isSecure()) {
      return socket;
    }
    SSLSocket secure = (SSLSocket) tls.createSocket(socket, bare(uri.getHost()), port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private byte[] request(String method, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(method).append(' ');
    head.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getHost());
    if (uri.getPort() > 0) {
      head.append(':').append(uri.getPort());
    }
    head.append("\r\nUser-Agent: Meterbook\r\nAccept: */*\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] whole = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }

  private static Outgoing.Answer answer(Socket wire) throws IOException {
    InputStream answer = new BufferedInputStream(wire.getInputStream());
    while (true) {
      String line = line(answer);
      if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
        throw new IOException("the answer is not HTTP");
      }
      int status = Integer.parseInt(line.substring(9, 12));
      StringBuilder text = new StringBuilder(line).append('\n');
      int length = headers(answer, text);
      if (status >= 200) {
        text.append('\n').append(body(wire, answer, length));
        return new Outgoing.Answer(status, text.toString());
      }
    }
  }

  /** Reads headers to their end; answers how much of the body is worth waiting for. */
  private static int headers(InputStream answer, StringBuilder text) throws IOException {
    int length = MOST_BODY;
    for (int lines = 0; lines < MOST_LINES; lines++) {
      String line = line(answer);
      if (line.isEmpty()) {
        return length;
      }
      text.append(line).append('\n');
      if (line.matches("(?i)content-length:\\s*\\d{1,5}\\s*")) {
        length = Math.min(length, Integer.parseInt(line.replaceAll("\\D", "")));
      }
    }
    throw new IOException("the answer has too many headers");
  }

  private static String line(InputStream answer) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = answer.read(); octet != '\n'; octet = answer.read()) {
      if (octet < 0) {
        throw new IOException("the connection ended without an answer");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("the answer has too long a line");
      }
      line.append((char) octet);
    }
    return line.toString().stripTrailing();
  }

  /** The body as far as it comes in time; that more of it is missing changes nothing. */
  private static String body(Socket wire, InputStream answer, int length) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      wire.setSoTimeout(BODY_MILLIS);
      byte[] piece = new byte[8192];
      int count = answer.read(piece, 0, Math.min(piece.length, length));
      while (count > 0) {
        body.write(piece, 0, count);
        count = answer.read(piece, 0, Math.min(piece.length, length - body.size()));
      }
    } catch (IOException _) {
      // The status is known.
    }
    return body.toString(StandardCharsets.UTF_8);
  }
}
