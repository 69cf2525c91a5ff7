package org.meterbook.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where calls go, and where not. */
@Timeout(30)
class OutgoingTest {
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "198.18.0.1",
        "192.0.0.8",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:0:1::",
        "fec0::1",
        "100::1"
      })
  void whatIsNotOutInTheWorldIsPrivate(String address) throws Exception {
    assertThat(Addresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "192.169.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8"
      })
  void whatIsOutInTheWorldIsPublic(String address) throws Exception {
    assertThat(Addresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "example.com",
        "/hook",
        "https:///hook",
        "https://user:word@example.com/",
        "https://example.com:99999/",
        "https://example.com/#here",
        "https://exa mple.com/",
        "javascript:alert(1)",
        "https://example.com:0/",
        "https://example.com/\r\nHost: other",
        ""
      })
  void whatCannotBeCalledIsRefused(String url) {
    assertThatThrownBy(() -> Outgoing.parse(url)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUrlIsMadeAscii() {
    assertThat(Outgoing.parse(" https://example.com:8443/h%20\u00fc?t=1 ").toString())
        .isEqualTo("https://example.com:8443/h%20%C3%BC?t=1");
  }

  @Test
  void aPrivateAddressIsCalledOnlyWhereAllowed() throws Exception {
    try (Receiver receiver = new Receiver()) {
      for (String url :
          new String[] {receiver.url(), receiver.url().replace("127.0.0.1", "localhost")}) {
        assertThatThrownBy(() -> new Outgoing(false).post(URI.create(url), Map.of(), BODY))
            .isInstanceOf(Outgoing.RefusedException.class)
            .hasMessageContaining("--allow-private-calls");
      }
      assertThat(receiver.calls()).isEmpty();
      URI uri = URI.create(receiver.url() + "?a=b%20c");
      assertThat(new Outgoing(true).post(uri, Map.of("X-One", "1"), BODY)).isEqualTo(200);
      assertThat(receiver.calls()).hasSize(1);
      assertThat(receiver.calls().getFirst().path()).isEqualTo("/hook?a=b%20c");
      assertThat(receiver.calls().getFirst().header("x-one")).isEqualTo("1");
      assertThat(receiver.calls().getFirst().header("host")).isEqualTo(uri.getAuthority());
      assertThat(receiver.calls().getFirst().body()).isEqualTo(BODY);
    }
  }

  @Test
  void aRedirectIsAnAnswerNotAWay() throws Exception {
    try (Receiver receiver = new Receiver();
        Receiver elsewhere = new Receiver()) {
      receiver.redirect(elsewhere.url());
      assertThat(new Outgoing(true).post(URI.create(receiver.url()), Map.of(), BODY))
          .isEqualTo(307);
      assertThat(elsewhere.calls()).isEmpty();
    }
  }

  /** Each piece would start a time-out that is only for reading again. */
  @Test
  void whoAnswersWithoutEndIsGivenUpInTime() throws Exception {
    try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> endless(endless));
      Outgoing outgoing =
          new Outgoing(
              true,
              Duration.ofSeconds(5),
              Duration.ofMillis(300),
              (SSLSocketFactory) SSLSocketFactory.getDefault());
      assertThatThrownBy(() ->
              outgoing.post(
                  URI.create("http://127.0.0.1:" + endless.getLocalPort()), Map.of(), BODY))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void whoSpeaksNeitherHttpNorTlsIsAFailure(String scheme) throws Exception {
    try (ServerSocket odd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(odd, "220 mail.example.com\r\n"));
      URI uri = URI.create(scheme + "://127.0.0.1:" + odd.getLocalPort());
      assertThatThrownBy(() -> new Outgoing(true).post(uri, Map.of(), BODY))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aCertificateMustBeTrustedAndNameTheHost(@TempDir Path directory) throws Exception {
    SSLContext right = certificate(directory.resolve("right"), "ip:127.0.0.1");
    SSLContext wrong = certificate(directory.resolve("wrong"), "dns:example.com");
    assertThat(call(right, right)).isEqualTo(200);
    assertThatThrownBy(() -> call(right, SSLContext.getDefault()))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("PKIX");
    assertThatThrownBy(() -> call(wrong, wrong))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("127.0.0.1");
  }

  private static int call(SSLContext server, SSLContext client) throws IOException {
    HttpsServer secure = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(server));
    secure.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    secure.start();
    try {
      Outgoing outgoing =
          new Outgoing(
              true, Duration.ofSeconds(5), Duration.ofSeconds(10), client.getSocketFactory());
      URI uri = URI.create("https://127.0.0.1:" + secure.getAddress().getPort());
      return outgoing.post(uri, Map.of(), BODY);
    } finally {
      secure.stop(0);
    }
  }

  /** A context that shows, and trusts, a new certificate of its own. */
  private static SSLContext certificate(Path file, String name) throws Exception {
    String password = "changeit";
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + name,
                "-keystore",
                file.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .start();
    assertThat(new String(tool.getInputStream().readAllBytes(), UTF_8)).doesNotContain("rror");
    assertThat(tool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
    KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
    shown.init(store, password.toCharArray());
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("test", store.getCertificate("test"));
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static void endless(ServerSocket server) {
    try (Socket socket = server.accept()) {
      while (true) {
        socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8));
      }
    } catch (IOException _) {
      // The caller has gone.
    }
  }

  private static void answer(ServerSocket server, String text) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      while (socket.getInputStream().read() >= 0) {}
    } catch (IOException _) {
      // The caller has gone.
    }
  }
}
