package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Operation;
import org.meterbook.testing.Client;

/** Who is refused, and which requests are, before an operation looks at its body. */
class RefusalTest {
  private static final String REGISTRY = "org.meterbook.conventions.Registry#";

  private final Client administrator = Filled.one().client();

  @ParameterizedTest
  @MethodSource(REGISTRY + "closed")
  void asksForAKey(Operation operation) {
    String path = Paths.of(operation, Filled.one());
    Refusals.check(send(new Client(Map.of()), operation, path), 401);
    Refusals.check(send(new Client(Filled.one().key() + "x"), operation, path), 401);
    Refusals.check(
        send(new Client(Map.of("Authorization", "Bearer nonsense")), operation, path), 401);
    // A bad key is refused, whatever else comes with it.
    Refusals.check(
        send(
            new Client("nonsense").with("Authorization", "Bearer " + Filled.one().key()),
            operation,
            path),
        401);
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "withPermission")
  void asksForItsPermission(Operation operation) {
    var problem =
        Refusals.check(send(Filled.powerless(), operation, Paths.of(operation, Filled.one())), 401);
    assertThat(problem.path("detail").stringValue())
        .contains(operation.anyOf().getFirst().toString());
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "withVariables")
  void knowsNoUnknownRow(Operation operation) {
    Map<String, Long> known = Paths.ids(operation, Filled.one());
    for (String variable : operation.variables().stream().filter(Paths::isId).toList()) {
      for (String unknown :
          new String[] {
            "0",
            "-1",
            String.valueOf(Paths.UNKNOWN_ID),
            "99999999999",
            "x",
            known.get(variable) + "x",
            "1.5",
            "%27"
          }) {
        Map<String, Object> ids = new LinkedHashMap<>(known);
        ids.put(variable, unknown);
        Refusals.check(send(administrator, operation, Paths.of(operation, ids)), 404);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "operations")
  void namesTheMethodsThatItsPathTakes(Operation operation) {
    String path = Paths.of(operation, Filled.one());
    TreeSet<String> taken = new TreeSet<>();
    Registry.all().stream()
        .filter(other -> route(other).equals(route(operation)))
        .forEach(other -> taken.add(other.method()));
    for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"}) {
      if (!taken.contains(method)) {
        Client.Response response = administrator.send(method, path, BodyPublishers.noBody(), false);
        Refusals.check(response, 405);
        assertThat(Arrays.asList(response.header("Allow").split(", ", -1)))
            .containsAll(taken)
            .doesNotContain(method);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "operations")
  void answersOnlyJson(Operation operation) {
    String path = Paths.of(operation, Filled.one());
    Refusals.check(send(administrator.with("Accept", "text/csv"), operation, path), 406);
    if (!operation.open()) {
      Refusals.check(
          send(administrator.with("Accept", "application/json;q=0, text/html"), operation, path),
          406);
    }
  }

  @ParameterizedTest
  @MethodSource(REGISTRY + "operations")
  void isFoundInAnyLetterCaseButNotByMoreThanItsPath(Operation operation) {
    String path = Paths.of(operation, Filled.one());
    int refused = operation.open() ? 406 : 401;
    Client nobody = new Client(Map.of("Accept", "text/csv"));
    for (String written :
        new String[] {path.toUpperCase(Locale.ROOT), path.toLowerCase(Locale.ROOT), path + "/"}) {
      Refusals.check(send(nobody, operation, written), refused);
    }
    for (String written :
        new String[] {path + "/no/such/path", "/x" + path, path.replace("/api/", "/api/v0/")}) {
      Refusals.check(send(administrator, operation, written), 404);
    }
  }

  private static String route(Operation operation) {
    return operation.path().replaceAll("\\{[^}]*}", "{}").toLowerCase(Locale.ROOT);
  }

  private static Client.Response send(Client client, Operation operation, String path) {
    boolean body = operation.body().isPresent();
    return client.send(
        operation.method(),
        path,
        body ? BodyPublishers.ofString("{}") : BodyPublishers.noBody(),
        body);
  }
}
