package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Deprecation;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;

/** A deprecated operation says so on every call, and who succeeds it; after its day it is gone. */
class DeprecationTest {
  private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

  @ParameterizedTest
  @MethodSource("org.meterbook.conventions.Registry#operations")
  void saysSoOnEveryCall(Operation operation) {
    String path = Paths.of(operation, Filled.one());
    // Whatever the answer is: this one is a refusal.
    Client.Response refused =
        new Client(Map.of("Accept", "text/csv"))
            .send(operation.method(), path, BodyPublishers.noBody(), false);
    String expected =
        operation
            .deprecation()
            .map(deprecation ->
                "Use %s %s instead".formatted(deprecation.version(), deprecation.successor()))
            .orElse("");
    assertThat(refused.header("ECI-Deprecated")).isEqualTo(expected);
    if (operation.method().equals("GET") && !Registry.isFile(operation)) {
      assertThat(Filled.one().client().get(path).expect(200).header("ECI-Deprecated"))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("org.meterbook.conventions.Registry#deprecated")
  void namesASuccessorThatIsThere(Operation operation) {
    Deprecation deprecation = operation.deprecation().orElseThrow();
    String successor = deprecation.successor() + deprecation.version().toUpperCase(Locale.ROOT);
    assertThat(Registry.all())
        .anySatisfy(other -> {
          assertThat(other.id()).isEqualTo(successor);
          assertThat(other.version()).isEqualTo(deprecation.version());
          assertThat(other.method()).isEqualTo(operation.method());
          assertThat(other.deprecation()).isEmpty();
        });
  }

  @Test
  void isGoneFromItsDayOn() {
    Operations operations = OwnServer.operations();
    operations.all().stream()
        .filter(operation -> operation.deprecation().isPresent())
        .forEach(operation -> operations.remove(operation.id(), DAY));
    Instant dayBegins = DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant before = TestServer.clock().instant();
    try (OwnServer server = new OwnServer(operations, Map.of(), TestServer.clock())) {
      for (Operation operation : operations.all()) {
        String path = Paths.of(operation, Filled.one());
        TestServer.clock().set(dayBegins.minusSeconds(1));
        assertThat(server.send(operation.method(), path, "x").status())
            .as(operation.id())
            .isNotEqualTo(410);
        TestServer.clock().set(dayBegins);
        Client.Response response = server.send(operation.method(), path, "x");
        if (operation.deprecation().isPresent()) {
          Deprecation deprecation = operation.deprecation().get();
          String detail = Refusals.check(response, 410).path("detail").stringValue();
          assertThat(detail)
              .contains("2027-03-01", deprecation.version() + " " + deprecation.successor());
          assertThat(response.header("ECI-Deprecated")).isEqualTo(deprecation.header());
        } else {
          assertThat(response.status()).as(operation.id()).isNotEqualTo(410);
        }
      }
    } finally {
      TestServer.clock().set(before);
    }
  }
}
