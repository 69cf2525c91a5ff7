package org.meterbook.collection.connector.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.collection.connector.Found;

/** The statements of billing accounts as CSV: a row for each charge, with its statement. */
final class AccountFile {
  private static final List<String> HEAD =
      List.of(
          "account",
          "contact",
          "address",
          "statement",
          "previous balance",
          "previous payment",
          "new charges",
          "new balance",
          "amount due",
          "due date",
          "charge",
          "cost");

  private AccountFile() {}

  static String write(List<Found.Account> accounts) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
    csv.writeRecord(HEAD);
    for (Found.Account account : accounts) {
      for (Found.Statement each : account.statements()) {
        for (Found.Charge charge : each.charges()) {
          csv.writeRecord(
              account.key(),
              account.contact(),
              account.address(),
              each.date().toString(),
              String.valueOf(each.previousBalance()),
              String.valueOf(each.previousPayment()),
              String.valueOf(each.newCharges()),
              String.valueOf(each.newBalance()),
              String.valueOf(each.amountDue()),
              String.valueOf(each.dueDate()),
              charge.name(),
              charge.cost().toString());
        }
      }
    }
    return text.toString();
  }

  /** The accounts of a file; empty if it is not such a file. */
  static Optional<List<Found.Account>> read(String text) {
    if (!text.startsWith(String.join(",", HEAD))) {
      return Optional.empty();
    }
    Map<String, Found.Account> accounts = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
      rows.forEach(row ->
          add(
              accounts.computeIfAbsent(
                  row.getField("account"),
                  key ->
                      new Found.Account(
                          key,
                          row.getField("contact"),
                          row.getField("address"),
                          new ArrayList<>())),
              row));
      return Optional.of(List.copyOf(accounts.values()));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static void add(Found.Account account, NamedCsvRecord row) {
    LocalDate date = LocalDate.parse(row.getField("statement"));
    List<Found.Statement> statements = account.statements();
    if (statements.isEmpty() || !statements.getLast().date().equals(date)) {
      statements.add(
          new Found.Statement(
              date,
              amount(row, "previous balance"),
              amount(row, "previous payment"),
              amount(row, "new charges"),
              amount(row, "new balance"),
              amount(row, "amount due"),
              LocalDate.parse(row.getField("due date")),
              new ArrayList<>()));
    }
    statements
        .getLast()
        .charges()
        .add(new Found.Charge(row.getField("charge"), amount(row, "cost")));
  }

  private static BigDecimal amount(NamedCsvRecord row, String column) {
    return new BigDecimal(row.getField(column));
  }
}
