package org.meterbook.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard of calls to addresses that others chose. Reaches no private address unless allowed,
 * follows no redirect, ends in time, and logs host, status and milliseconds of every call; never a
 * path, a query, a secret or a body. A name is resolved once, and the address that was looked at is
 * the one that is called: an answer that changes meanwhile (DNS rebinding) changes nothing.
 * Thread-safe.
 */
public final class Outgoing {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
  private static final int LONGEST_URL = 2000;

  private final boolean privateCalls;
  private final Duration connectTimeout;
  private final Duration timeout;
  private final SSLSocketFactory tls;

  /**
   * A guard with the usual limits: 10 seconds to connect, 15 in all (beside the look-up of a name).
   *
   * @param privateCalls are this machine and its networks allowed?
   */
  public Outgoing(boolean privateCalls) {
    this(
        privateCalls,
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  Outgoing(boolean privateCalls, Duration connectTimeout, Duration timeout, SSLSocketFactory tls) {
    this.privateCalls = privateCalls;
    this.connectTimeout = connectTimeout;
    this.timeout = timeout;
    this.tls = tls;
  }

  /**
   * The URL of a text, if it can be called at all; does not resolve its name.
   *
   * @throws IllegalArgumentException it is not absolute, not http or https, too long, or has a user
   *     or a fragment
   */
  public static URI parse(String url) {
    try {
      URI uri = new URI(new URI(url.strip()).toASCIIString());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (!scheme.equals("https") && !scheme.equals("http")) {
        throw new IllegalArgumentException("A URL begins with https:// or http://.");
      }
      if (uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException("A URL must not carry a user or password.");
      }
      if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
        throw new IllegalArgumentException(
            "A URL names a host, and a port from 1 to 65535 if any, such as https://example.com/events.");
      }
      if (uri.getRawFragment() != null) {
        throw new IllegalArgumentException("A URL to be called has no # part.");
      }
      if (uri.toString().length() > LONGEST_URL) {
        throw new IllegalArgumentException(
            "A URL has at most %d characters.".formatted(LONGEST_URL));
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("This is not a URL: " + e.getReason(), e);
    }
  }

  /**
   * What was answered.
   *
   * @param text head and body, of which at most 64 KiB
   */
  public record Answer(int status, String text) {}

  /**
   * Posts a body; answers the status. Of the answer's body at most 64 KiB are read.
   *
   * @throws IOException there is no answer; the message says why, without anything secret
   */
  public int post(URI uri, Map<String, String> headers, byte[] body) throws IOException {
    return exchange(uri, headers, body).status();
  }

  /**
   * Posts a body; answers what is answered.
   *
   * @throws IOException there is no answer; the message says why, without anything secret
   */
  public Answer exchange(URI uri, Map<String, String> headers, byte[] body) throws IOException {
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      Answer answer =
          new OutgoingCall(uri, connectTimeout, timeout, tls)
              .send("POST", addresses(uri.getHost()), headers, body);
      outcome = Integer.toString(answer.status());
      return answer;
    } catch (IOException e) {
      outcome = e.getClass().getSimpleName();
      throw e;
    } finally {
      LOG.info(
          "Called {}: {} in {} ms",
          uri.getHost(),
          outcome,
          (System.nanoTime() - start) / 1_000_000);
    }
  }

  private List<InetAddress> addresses(String host) throws IOException {
    List<InetAddress> addresses = Arrays.asList(InetAddress.getAllByName(OutgoingCall.bare(host)));
    if (!privateCalls && !addresses.stream().allMatch(Addresses::isPublic)) {
      throw new RefusedException(
          "%s is an address of this machine or a private network. Calls there are allowed with --allow-private-calls."
              .formatted(host));
    }
    return addresses;
  }

  /** The guard did not let a call out. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
