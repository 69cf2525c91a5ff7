package org.meterbook.collection.connector.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.connector.Found;

/** Prints a bill: one page of plain lines. The same bill gives the same bytes. */
final class BillPdf {
  private static final int SIZE = 10;
  private static final int LEADING = 14;
  private static final int MARGIN = 54;

  private BillPdf() {}

  static byte[] print(Found.Bill bill) {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.LETTER);
      document.addPage(page);
      // Else the id in the file is made of the time.
      document.setDocumentId((long) bill.key().hashCode());
      try (PDPageContentStream text = new PDPageContentStream(document, page)) {
        text.beginText();
        text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), SIZE);
        text.setLeading(LEADING);
        text.newLineAtOffset(MARGIN, PDRectangle.LETTER.getHeight() - MARGIN);
        for (String line : lines(bill)) {
          text.showText(line);
          text.newLine();
        }
        text.endText();
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Found.Bill bill) {
    Found.Service service = bill.service();
    List<String> lines = new ArrayList<>();
    lines.add("Demo Utility");
    lines.add("Account number: " + service.billingAccount());
    lines.add("Customer: " + service.billingContact());
    lines.add("Billing address: " + service.billingAddress());
    lines.add("Service identifier: " + service.serviceIdentifier());
    lines.add("Service address: " + service.serviceAddress());
    lines.add("Meter number: " + String.join(", ", service.meterNumbers()));
    lines.add("Rate schedule: " + service.serviceTariff());
    lines.add("Billing period: %s to %s".formatted(bill.start(), bill.end()));
    lines.add("Statement date: " + bill.statement());
    lines.add("");
    lines.add("Charges");
    bill.lineItems().forEach(line -> lines.add(line(line)));
    for (Found.Supplier supplier : bill.suppliers()) {
      lines.add("");
      lines.add("Supplier: " + supplier.name());
      supplier.lineItems().forEach(line -> lines.add(line(line)));
    }
    lines.add("");
    lines.add("Total amount due: $" + bill.totalCost());
    lines.add("Usage: %s %s".formatted(bill.totalVolume(), unit(bill.totalUnit())));
    return lines;
  }

  private static String line(Found.LineItem line) {
    String volume =
        line.volume() == null
            ? ""
            : "   %s %s at $%s".formatted(line.volume(), unit(line.unit()), line.rate());
    String cost = line.cost().signum() < 0 ? "-$" + line.cost().negate() : "$" + line.cost();
    return line.name() + volume + "   " + cost;
  }

  private static String unit(@Nullable String unit) {
    return "kwh".equals(unit) ? "kWh" : "kw".equals(unit) ? "kW" : String.valueOf(unit);
  }
}
