package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.meterbook.testing.TestServer;

/** A request line that the web server itself refuses was once answered without a body. */
class MalformedPathTest {
  @Test
  void aPathThatIsNotEncodedIsRefusedWithProblemDetails() throws IOException {
    URI url = URI.create(TestServer.server().url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v3/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.1 400")
          .containsIgnoringCase("Content-Type: application/problem+json")
          .contains("\"requestId\"");
    }
  }

  @Test
  void aPageBeyondEveryNumberIsEmptyAndTheLargestPageHasAThousandRows() {
    var client = TestServer.demo().client();
    assertThat(client.get("/api/v3/bill?pageNumber=9223372036854775807").expect(200).json().size())
        .isZero();
    assertThat(
            client.get("/api/v3/bill?pageSize=99999999999999999999").expect(200).header("PageSize"))
        .isEqualTo("1000");
  }
}
