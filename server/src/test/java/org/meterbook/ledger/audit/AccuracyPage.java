package org.meterbook.ledger.audit;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterbook.energy.audit.Audit;
import org.meterbook.ledger.audit.Accuracy.Finding;
import org.meterbook.ledger.audit.Accuracy.Report;

/** The page of a measurement. */
final class AccuracyPage {
  private AccuracyPage() {}

  static String of(Report report, long seed) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # What audits find

        Written by `./dev accuracy`. %,d faults of ten kinds were put by a seed (%d) into a real year: the City of Houston's electricity
        bills of fiscal 2012, one fault an account. The file was imported as any other, with the usual settings of all audits, and is compared with the
        same year as it came. A fault is *found* where a bill that has to tell of it has an issue that it does not have in the year as it came.
        *Precision* is the share of true faults among the bills that the audits meant for the kind flagged. The real year has real oddities, of which nobody
        told us: each counts as a mistake here, so the true precision is higher.

        The naive checks compare use a day with the bill before.

        | fault | what was done | found | precision | naive ±20 %% finds | naive ±50 %% finds |
        |---|---|---|---|---|---|
        """
            .formatted(report.faults().values().stream().mapToInt(Finding::injected).sum(), seed));
    report.faults().forEach((fault, finding) -> page.append(line(fault, finding)));
    int injected = report.faults().values().stream().mapToInt(Finding::injected).sum();
    int found = report.faults().values().stream().mapToInt(Finding::found).sum();
    page.append(
        "| **all** | | **%s** | **%s** | %s | %s |%n"
            .formatted(
                Accuracy.share(found, injected),
                Accuracy.share(report.flaggedRight(), report.flagged()),
                naive(report, 20, injected),
                naive(report, 50, injected)));
    page.append(
        """

        Precision over all flags: %,d of %,d flagged bills have a fault. The naive checks name %,d bills at ±20 %% (%s of them right) and %,d at ±50 %% (%s):
        of %,d bills in all.

        ## The year as it came

        %,d of %,d bills are flagged (%s). By audit:

        | audit | flagged bills |
        |---|---|
        """
            .formatted(
                report.flaggedRight(),
                report.flagged(),
                report.naiveFlagged().getOrDefault(20, 0),
                Accuracy.share(
                    report.naiveRight().getOrDefault(20, 0),
                    report.naiveFlagged().getOrDefault(20, 0)),
                report.naiveFlagged().getOrDefault(50, 0),
                Accuracy.share(
                    report.naiveRight().getOrDefault(50, 0),
                    report.naiveFlagged().getOrDefault(50, 0)),
                report.bills(),
                report.flaggedAsIs(),
                report.bills(),
                Accuracy.share(report.flaggedAsIs(), report.bills())));
    page.append(
        report.asIs().entrySet().stream()
            .sorted(Map.Entry.<Audit, Integer>comparingByValue(Comparator.reverseOrder()))
            .map(each -> "| `%s` | %,d |%n".formatted(each.getKey().code(), each.getValue()))
            .collect(Collectors.joining()));
    page.append(
        """

        Rows that stand in the file twice become one bill with doubled lines: %d bills, of which the audits flag %d.
        The import of the year takes %s with all audits, and %s with all of them skipped (the better of two runs each, on the machine that wrote this).
        """
            .formatted(
                report.repeatedRows(),
                report.repeatedFound(),
                String.format(Locale.ROOT, "%.1f s", report.seconds()),
                String.format(Locale.ROOT, "%.1f s", report.secondsWithout())));
    return page.toString().replace("\r\n", "\n");
  }

  private static String line(Fault fault, Finding finding) {
    return "| %s | %s | %d of %d | %s | %s | %s |%n"
        .formatted(
            fault.title,
            fault.meaning,
            finding.found(),
            finding.injected(),
            Accuracy.share(finding.right(), finding.telling()),
            Accuracy.share(finding.naive().getOrDefault(20, 0), finding.injected()),
            Accuracy.share(finding.naive().getOrDefault(50, 0), finding.injected()));
  }

  private static String naive(Report report, int percent, int injected) {
    return Accuracy.share(
        report.faults().values().stream()
            .mapToInt(finding -> finding.naive().getOrDefault(percent, 0))
            .sum(),
        injected);
  }
}
