package org.meterbook.collection.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.meterbook.collection.connector.Interruption;
import org.meterbook.job.Job;

/** What becomes of work that a utility interrupted. */
class OutcomeTest {
  private static final Instant FIRST = Instant.parse("2026-11-21T15:00:00Z");
  private static final Interruption DOWN =
      Interruption.of(Interruption.Kind.SITE_DOWN, "The website is down.");

  private static Job job(int attempts) {
    return new Job(1, 1, "collect", 1, FIRST, attempts, FIRST, "lease");
  }

  @Test
  void aSiteThatIsDownIsTriedAgainWithBackOffForSevenDaysAndThenGivenUp() {
    Instant now = FIRST;
    int attempt = 1;
    Duration before = Duration.ZERO;
    while (Outcome.of(DOWN, job(attempt), now, false) instanceof Outcome.Retry retry) {
      Duration pause = Duration.between(now, retry.eta());
      assertThat(pause).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofDays(1));
      before = pause;
      now = retry.eta();
      attempt++;
    }
    assertThat(Duration.between(FIRST, now)).isBetween(Duration.ofDays(6), Duration.ofDays(7));
    assertThat(Outcome.of(DOWN, job(attempt), now, false))
        .isEqualTo(new Outcome.Failed("utility_down", "The website is down."));
  }

  @Test
  void aTestShowsItsFailureAtOnce() {
    assertThat(Outcome.of(DOWN, job(1), FIRST, true)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void whatOnlyTheCustomerCanMendIsNotTriedAgain() {
    for (Interruption.Kind kind :
        new Interruption.Kind[] {
          Interruption.Kind.BAD_LOGIN,
          Interruption.Kind.LOCKED,
          Interruption.Kind.CODE_NEEDED,
          Interruption.Kind.UNSUPPORTED
        }) {
      assertThat(Outcome.of(Interruption.of(kind, "no"), job(1), FIRST, false))
          .as(kind.name())
          .isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void whoIsToldWhenToComeAgainComesThen() {
    Instant until = FIRST.plusSeconds(77);
    assertThat(Outcome.of(Interruption.waiting("later", until), job(1), FIRST, true))
        .isEqualTo(new Outcome.Wait("waiting", until, "later"));
  }
}
