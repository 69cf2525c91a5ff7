package org.meterbook.collection.connector.file;

import java.util.List;
import java.util.Optional;
import org.meterbook.collection.connector.Found;
import org.meterbook.files.PdfText;

/**
 * Reads a bill from the text of a PDF: labelled lines, in any order. Account, period and total must
 * be there; anything else is a gain.
 */
public final class BillText {
  private static final int MAXIMUM_DAYS = 400;

  /** What came of it. */
  public sealed interface Result {
    /** The bill, with the document it was read from. */
    record Read(Found.Bill bill) implements Result {}

    /**
     * A person must look at it.
     *
     * @param reason for people
     */
    record Unreadable(String reason) implements Result {}
  }

  private BillText() {}

  /** Reads a bill; whatever the bytes are, it answers. */
  public static Result read(Found.Document document) {
    return switch (PdfText.of(document.bytes())) {
      case PdfText.Result.Lines(List<String> lines) -> read(new BillLines(lines), document);
      case PdfText.Result.Refused(String reason) -> new Result.Unreadable(reason);
    };
  }

  private static Result read(BillLines lines, Found.Document document) {
    Optional<String> account = lines.account();
    Optional<Dates.Span> period = lines.period();
    Optional<BillLines.Amount> total = lines.total();
    if (account.isEmpty()) {
      return new Result.Unreadable("The account number cannot be told.");
    }
    if (period.isEmpty()) {
      return new Result.Unreadable("The billing period cannot be told.");
    }
    if (period.get().days() < 1 || period.get().days() > MAXIMUM_DAYS) {
      return new Result.Unreadable(
          "A billing period from %s to %s cannot be."
              .formatted(period.get().start(), period.get().end()));
    }
    if (total.isEmpty()) {
      return new Result.Unreadable("The total cannot be told.");
    }
    return new Result.Read(
        bill(lines, account.get(), period.get(), total.get(), Optional.of(document)));
  }

  private static Found.Bill bill(
      BillLines lines,
      String account,
      Dates.Span period,
      BillLines.Amount total,
      Optional<Found.Document> document) {
    Optional<BillLines.Usage> usage = lines.usage();
    Found.Service service = service(lines, account, usage);
    return new Found.Bill(
        service.serviceIdentifier() + "-" + period.start(),
        service,
        period.start(),
        period.end(),
        lines.statement().orElse(period.end()),
        total.value(),
        usage.map(BillLines.Usage::volume).orElse(null),
        usage.map(BillLines.Usage::unit).orElse(null),
        LineItems.of(lines.lines(), period, total.value()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "pdf",
        document);
  }

  /** Without an identifier of the service, its meter tells it from others, or else the account. */
  private static Found.Service service(
      BillLines lines, String account, Optional<BillLines.Usage> usage) {
    Optional<String> meter = lines.meterNumber();
    String tariff = lines.tariff().orElse(null);
    return new Found.Service(
        lines.serviceIdentifier().or(() -> meter).orElse(account),
        tariff,
        usage.map(used -> BillUnit.serviceClass(used.unit(), tariff)).orElse("unknown"),
        lines.serviceAddress().orElse(null),
        meter.map(List::of).orElse(List.of()),
        lines.contact().orElse(null),
        lines.billingAddress().orElse(null),
        account);
  }
}
