package org.meterbook.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Permission;
import org.meterbook.api.Rules;
import org.meterbook.api.Shape;
import org.meterbook.store.Catalogues;
import org.meterbook.store.Table;
import org.meterbook.testing.TestServer;

/**
 * A server whose operations break conventions does not start, and says all that is wrong at once.
 */
class EnforcementTest {
  private static final Table THING = Table.of("thing");

  /** A thing that names who made it. */
  record Named(@Rules.Refers("nobody") @Nullable Integer makerId) {}

  @Test
  void startsWithTheOperationsThatThereAre() {
    assertThatCode(() -> start(OwnServer.operations())).doesNotThrowAnyException();
  }

  @Test
  void listsEveryBreach() {
    Shape shape =
        Shape.of("Thing", THING)
            .integer("thingId", "identifier")
            .text("colour", " ")
            .field("parts", FieldType.OBJECT, "its parts")
            .build();
    Operations operations = new Operations().tables(List.of(THING));
    operations
        .resource(shape)
        .filters("thingId", "parts")
        .filter("THINGID", "thingId")
        .filter("weight", FieldType.NUMBER, "$.weight > 1", "compares nothing")
        .list("GetThings", "/api/v3/thing", "", "Lists things.")
        .list("GetThings", "/api/v3/THING", "", "Lists things again.")
        .one("GetThing", "/api/v3/thing/{nobodyKnowsId}", "", "Answers one thing")
        .create("CreateThing", "/api/v3/thing", "", Named.class, (_, _) -> 1, "Creates a thing.")
        .one("GetThingAnyhow", "/api/thing/{thingId}", "", "Answers one thing anyhow.");
    assertThatThrownBy(() -> start(operations))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "GetThings: registered twice",
            "GetThings: its route is taken: GET /api/v3/thing",
            "GetThing: needs a sentence of documentation",
            "GetThing: no table has the key of {nobodyKnowsId}",
            "GetThingAnyhow: no version in /api/thing/{thingId}",
            "Thing.colour: needs a line of meaning",
            "GetThings: filter parts has a type without operators",
            "GetThings: filter weight compares nothing",
            "CreateThing: Named.makerId refers to no known table",
            "GetThings: filter twice: THINGID");
  }

  /** What is asked for can be given: every permission is in the catalogue, with its level. */
  @Test
  void everyPermissionIsInTheCatalogue() {
    Set<String> catalogue =
        Catalogues.read("permission").stream()
            .flatMap(line ->
                List.of(line.getOrDefault("levels", "").split("\\|", -1)).stream()
                    .map(level -> line.get("permission_name") + " (" + level + ")"))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertThat(Registry.all())
        .allSatisfy(operation ->
            assertThat(
                    operation.anyOf().stream()
                        .map(Permission::toString)
                        .map(name -> name.toLowerCase(Locale.ROOT)))
                .as(operation.id())
                .isSubsetOf(catalogue));
  }

  /** Every property of every body is explained. */
  @Test
  void everyPropertyOfABodyHasAMeaning() {
    assertThat(Registry.all())
        .allSatisfy(operation ->
            operation
                .body()
                .filter(body -> body.type().isRecord())
                .ifPresent(body ->
                    assertThat(Bodies.components(body.type()))
                        .as(operation.id())
                        .allMatch(component ->
                            component.isAnnotationPresent(org.meterbook.api.Rules.Meaning.class))));
  }

  private static void start(Operations operations) {
    new OwnServer(operations, Map.of(), TestServer.clock()).close();
  }
}
