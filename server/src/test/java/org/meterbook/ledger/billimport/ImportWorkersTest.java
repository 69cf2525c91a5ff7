package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.meterbook.api.ErrorCode;
import org.meterbook.api.Problem;

/** How many imports may wait. */
class ImportWorkersTest {
  @Test
  void twentyImportsOfADatasourceMayWait() {
    ImportWorkers workers =
        new ImportWorkers(() -> {
          throw new AssertionError("nothing is begun");
        });
    for (int n = 0; n < 20; n++) {
      workers.queue(1);
    }
    assertThatThrownBy(() -> workers.queue(1))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
              assertThat(problem.headers()).containsKey("Retry-After");
            });
    workers.queue(2);
    workers.leave(1);
    workers.queue(1);
  }
}
