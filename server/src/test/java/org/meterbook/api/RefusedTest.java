package org.meterbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.store.StoreException;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.TestServer;

/** What a client is told of rows that are there already, and of very many faults. */
class RefusedTest {
  private final Ledger books = new Ledger();

  @Test
  void aKeyThatSomebodyElseTookIsAConflictAndAValueAFaultOfItsField() {
    books.building("ONE", Ledger.ROOT);
    books.building("TWO", Ledger.ROOT);
    Problem key =
        duplicate("UPDATE place SET place_id = 1 WHERE tenant_id = :tenant AND place_code = 'TWO'");
    assertThat(key.code()).isEqualTo(ErrorCode.CONFLICT);
    assertThat(key.errors()).isEmpty();

    Problem value =
        duplicate(
            "UPDATE place SET place_code = 'ONE' WHERE tenant_id = :tenant AND place_code = 'TWO'");
    assertThat(value.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(value.errors()).containsOnlyKeys("placeCode");
  }

  private Problem duplicate(String statement) {
    return Engine.duplicate(
        catchThrowableOfType(
            StoreException.Duplicate.class,
            () ->
                TestServer.server()
                    .database()
                    .write(books.tenant(), sql -> sql.execute(statement, Map.of()))));
  }

  @Test
  void ofAListTheFirstTwentyFaultsAreNamedAndTheRestCounted() {
    Faults faults = new Faults();
    for (int n = 0; n < 300_000; n++) {
      faults.when(true, "rows[%d].ids[0]".formatted(n), "is wrong");
    }
    faults.when(true, "name", "is wrong");
    assertThatThrownBy(faults::refuse)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.errors()).hasSize(22).containsKeys("name", "rows[19].ids[0]");
              assertThat(problem.errors().get("rows"))
                  .containsExactly("299,980 more faults of rows[].ids[] are not named");
            });
  }
}
