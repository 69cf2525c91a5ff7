package org.meterbook.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is published of the audits' accuracy holds. */
@Tag("slow")
@Timeout(600)
class AuditAccuracyTest {
  @Test
  void findsMostFaultsOfEachKind() throws Exception {
    Optional<Path> bills = find("../shared/data/houston-2012/bills.csv");
    assumeTrue(
        bills.isPresent(), "../shared/data/houston-2012/bills.csv is not beside the checkout");

    Accuracy.Report report =
        Accuracy.measure(
            bills.get(), find("docs/examples/houston-2012.profile.json").orElseThrow());

    assertThat(report.faults()).hasSize(10);
    report
        .faults()
        .forEach((fault, finding) -> {
          assertThat(finding.injected()).isEqualTo(200);
          int least = fault == Fault.TRANSPOSED_DIGITS ? 50 : 75;
          assertThat(finding.recall()).as(fault.title).isGreaterThan(least);
        });
    assertThat(report.repeatedRows()).isPositive();
    assertThat(report.repeatedFound()).isEqualTo(report.repeatedRows());
  }

  private static Optional<Path> find(String relative) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(relative))) {
        return Optional.of(at.resolve(relative));
      }
    }
    return Optional.empty();
  }
}
