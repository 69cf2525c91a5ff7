package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/**
 * What every refusal is: problem details, the same for all, and nothing of the server's insides.
 */
final class Refusals {
  private static final List<String> ALWAYS =
      List.of("type", "title", "status", "detail", "instance", "requestId");

  private Refusals() {}

  /** Checks a refusal and answers its body. */
  static JsonNode check(Client.Response response, int status) {
    String request = response.raw().request().method() + " " + response.raw().uri();
    assertThat(response.status()).as("%s: %s", request, response.text()).isEqualTo(status);
    assertThat(response.header("Content-Type")).as(request).isEqualTo("application/problem+json");
    JsonNode problem = response.json();
    assertThat(problem.propertyNames()).as(request).containsAll(ALWAYS);
    assertThat(problem.propertyNames())
        .as(request)
        .isSubsetOf("type", "title", "status", "detail", "instance", "errors", "requestId");
    assertThat(problem.path("type").stringValue())
        .as(request)
        .matches("urn:meterbook:problem:[a-z-]+");
    assertThat(problem.path("title").stringValue()).as(request).isNotBlank();
    assertThat(problem.path("detail").stringValue()).as(request).isNotBlank();
    assertThat(problem.path("status").intValue()).as(request).isEqualTo(status);
    assertThat(problem.path("instance").stringValue())
        .as(request)
        .isEqualTo(response.raw().uri().getRawPath());
    assertThat(problem.path("requestId").stringValue())
        .as(request)
        .isNotBlank()
        .isEqualTo(response.header("X-Request-Id"));
    assertThat(response.text())
        .as(request)
        .doesNotContain(
            "Exception",
            "at org.",
            "\\tat ",
            "java.",
            "tools.jackson",
            "REDACTED",
            "SELECT ",
            "SQLSTATE");
    return problem;
  }

  /** The names under {@code errors}. */
  static List<String> fields(JsonNode problem) {
    return List.copyOf(problem.path("errors").propertyNames());
  }
}
