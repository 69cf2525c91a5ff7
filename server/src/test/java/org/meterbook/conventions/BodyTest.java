package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Operation;
import org.meterbook.api.RateClass;
import org.meterbook.testing.Client;
import tools.jackson.databind.JsonNode;

/** Bodies that are refused, each with one answer that says all that is wrong. */
class BodyTest {
  private static final String WITH_BODY = "org.meterbook.conventions.Registry#withBody";

  private final Client client = Filled.one().client();

  @ParameterizedTest
  @MethodSource(WITH_BODY)
  void mustBeJson(Operation operation) {
    Refusals.check(send(client.with("Content-Type", "text/plain"), operation, "<a/>"), 415);
  }

  @ParameterizedTest
  @MethodSource(WITH_BODY)
  void mustBeWellFormed(Operation operation) {
    JsonNode problem = Refusals.check(send(client, operation, "{\n  \"a\": 1,\n  b\n}"), 400);
    assertThat(problem.path("detail").stringValue()).contains("line 3, column");
    if (!isLogin(operation)) {
      for (String body :
          List.of(
              "",
              " ",
              "{} {}",
              "{\"a\": ",
              "[1, 2",
              "{\"a\": \"\u0001\"}",
              "nul",
              "{\"a\": 1e999999999999}",
              "\"" + "[".repeat(5000),
              "[".repeat(5000))) {
        Refusals.check(send(client, operation, body), 400);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(WITH_BODY)
  void mustBeOfTheRightKind(Operation operation) {
    assumeFalse(isLogin(operation));
    boolean many = operation.body().orElseThrow().many();
    for (String body :
        many ? List.of("{}", "null", "1", "[\"x\"]", "[null]") : List.of("[]", "null", "\"x\"")) {
      Refusals.check(send(client, operation, body), 400);
    }
  }

  @ParameterizedTest
  @MethodSource(WITH_BODY)
  void isToldAllThatIsMissing(Operation operation) {
    Operation.Body body = operation.body().orElseThrow();
    List<String> demanded =
        Bodies.demanded(body.type()).stream()
            .map(name -> body.many() ? "[0]." + name : name)
            .toList();
    if (!demanded.isEmpty()) {
      JsonNode problem =
          Refusals.check(
              send(client, operation, body.many() ? "[{\"unknown\": 1}]" : "{\"unknown\": 1}"),
              400);
      assertThat(Refusals.fields(problem)).containsExactlyInAnyOrderElementsOf(demanded);
    }
  }

  @ParameterizedTest
  @MethodSource(WITH_BODY)
  void isToldAllThatHasTheWrongType(Operation operation) {
    Operation.Body body = operation.body().orElseThrow();
    for (Bodies.Wrong wrong :
        Bodies.wrong(body.type(), body.many()).subList(0, isLogin(operation) ? 1 : 4)) {
      JsonNode problem = Refusals.check(send(client, operation, wrong.json().toString()), 400);
      // A bad item of a large body is refused by itself, and so not here.
      boolean partial = operation.action() instanceof Operation.Intake;
      assertThat(Refusals.fields(problem))
          .containsAll(
              wrong.properties().stream()
                  .filter(
                      property -> !partial || property.indexOf('.') == property.lastIndexOf('.'))
                  .toList());
    }
  }

  /** All tests of a run share the few logins that an address has a minute. */
  private static boolean isLogin(Operation operation) {
    return operation.rateClass() == RateClass.LOGIN;
  }

  private static Client.Response send(Client client, Operation operation, String body) {
    return client.send(
        operation.method(), Paths.of(operation, Filled.one()), BodyPublishers.ofString(body), true);
  }
}
