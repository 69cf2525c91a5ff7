package org.meterbook.ledger.bill;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.ledger.bill.Payments.BillPaymentDetailsItem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Payments as they come back from accounting: as records, or as a file without a heading. */
final class PaymentOperations {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LARGEST = 16 << 20;

  private PaymentOperations() {}

  record BillPaymentDetailsResponse(
      @Meaning("records that were noted") int success,
      @Meaning("records that failed") int failure,
      @Meaning("those that failed, with the reason in the comment")
          List<BillPaymentDetailsItem> billPaymentDetailsItems) {}

  record BillPaymentDetailsFileResponse(
      @Meaning("lines that were noted") int success,
      @Meaning("lines that failed") int failure,
      @Meaning("those that failed with the reason at their end, CSV in base64; null without any")
          @Nullable String kickoutStream) {}

  /**
   * A line of the file.
   *
   * @param item null: it cannot be read
   * @param fault why it cannot be read; empty where it can
   */
  private record Line(List<String> cells, @Nullable BillPaymentDetailsItem item, String fault) {}

  private record Lines(List<Line> lines) {}

  static void register(Operations operations) {
    operations
        .computeAll(
            "BillPaymentDetailsV202108",
            "PUT",
            "/api/v202108/bill/billPaymentDetails",
            BillActions.EDIT,
            BillPaymentDetailsItem.class,
            BillPaymentDetailsResponse.class,
            (call, items) -> {
              List<BillPaymentDetailsItem> failed =
                  Payments.write(call, items).stream()
                      .map(failure -> items.get(failure.at()).failed(failure.reason()))
                      .toList();
              return new BillPaymentDetailsResponse(
                  items.size() - failed.size(), failed.size(), failed);
            },
            "Notes how bills were paid, record by record.")
        .intake(
            "BillPaymentDetailsFileV202108",
            "PUT",
            "/api/v202108/bill/billPaymentDetailsFile",
            BillActions.EDIT,
            new Operation.Intake(
                new Operation.Body(String.class, false),
                Map.of(
                    "application/octet-stream",
                    "lines of bill, check number, check date, pay status, cleared date, accounting period, comment"),
                BillPaymentDetailsFileResponse.class,
                PaymentOperations::read,
                (call, lines) -> write(call, (Lines) lines)),
            "Notes how bills were paid, from a comma-separated file without a heading, line by line.");
  }

  private static Object read(Operation.Incoming in) {
    List<Line> lines = new ArrayList<>();
    try {
      byte[] sent = in.stream().readNBytes(LARGEST + 1);
      if (sent.length > LARGEST) {
        throw Problem.invalid("", "is larger than 16 MB; send it in parts");
      }
      try (CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .allowExtraFields(true)
              .allowMissingFields(true)
              .ofCsvRecord(
                  new InputStreamReader(
                      new ByteArrayInputStream(in.media().contains("json") ? text(sent) : sent),
                      StandardCharsets.UTF_8))) {
        for (CsvRecord csv : reader) {
          lines.add(line(csv.getFields()));
        }
      }
    } catch (CsvParseException e) {
      throw Problem.invalid("", "cannot be read as comma-separated text: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Lines(lines);
  }

  /** The file in base64, as a JSON text. */
  private static byte[] text(byte[] sent) {
    try {
      JsonNode json = JSON.readTree(sent);
      if (json.isString()) {
        return Base64.getMimeDecoder().decode(json.stringValue());
      }
    } catch (JacksonException e) {
      throw Problem.notJson(e);
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw Problem.invalid("", "must be the file's bytes, or a JSON text of them in base64");
  }

  private static Line line(List<String> cells) {
    try {
      return new Line(cells, BillPaymentDetailsItem.of(cells), "");
    } catch (IllegalArgumentException e) {
      return new Line(cells, null, String.valueOf(e.getMessage()));
    }
  }

  private static BillPaymentDetailsFileResponse write(Call call, Lines sent) {
    List<BillPaymentDetailsItem> items = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    StringWriter kickout = new StringWriter();
    int failures = 0;
    try (CsvWriter csv = CsvWriter.builder().build(kickout)) {
      for (Line line : sent.lines()) {
        if (line.item() == null) {
          failures += kick(csv, line, line.fault());
        } else {
          lines.add(line);
          items.add(line.item());
        }
      }
      for (Payments.Failure failure : Payments.write(call, items)) {
        failures += kick(csv, lines.get(failure.at()), failure.reason());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BillPaymentDetailsFileResponse(
        sent.lines().size() - failures,
        failures,
        failures == 0
            ? null
            : Base64.getEncoder()
                .encodeToString(kickout.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static int kick(CsvWriter csv, Line line, String reason) {
    List<String> cells = new ArrayList<>(line.cells());
    cells.add(reason);
    csv.writeRecord(cells);
    return 1;
  }
}
