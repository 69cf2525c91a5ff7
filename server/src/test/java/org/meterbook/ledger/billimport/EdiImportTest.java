package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;

/** Invoices in X12's 810. */
@Timeout(120)
class EdiImportTest {
  private final FileImport file = new FileImport();

  static String interchange(String... invoices) {
    StringBuilder text =
        new StringBuilder(
            "ISA*00*          *00*          *ZZ*POWERCO        *ZZ*CUSTOMER       *261002*1200*U*00401*000000001*0*P*>~\n"
                + "GS*IN*POWERCO*CUSTOMER*20261002*1200*1*X*004010~\n");
    for (int n = 0; n < invoices.length; n++) {
      int segments = invoices[n].split("~", -1).length + 1;
      text.append("ST*810*%04d~\n".formatted(n + 1))
          .append(invoices[n])
          .append("SE*%d*%04d~\n".formatted(segments, n + 1));
    }
    return text + "GE*%d*1~\nIEA*1*000000001~\n".formatted(invoices.length);
  }

  /** An invoice of an account charge, a meter with shares of use, a demand, a tax and a credit. */
  static String invoice(String account, String meter, String total) {
    return """
    BIG*20261002*INV-9******00~
    NTE*ADD*Thank you~
    REF*12*%s~
    N1*SJ*Power Company*1*POWER~
    ITD*05*3****20261020~
    DTM*150*20260901~
    DTM*151*20261001~
    IT1*1*****SV*EL*C3*ACCOUNT~
    SAC*C**EU*BAS001*475**********Customer charge~
    IT1*2*****SV*EL*C3*METER~
    REF*MG*%s~
    MEA*AA*PRQ*1200*KH*10000*11200*51~
    MEA*AA*PRQ*700*KH***42~
    MEA*AA*PRQ*500*KH***41~
    MEA*AA*PRQ*12.5*K1***51~
    IT1*3*****SV*EL*C3*RATE~
    SAC*C**EU*ENC001*15025**********Energy charge~
    SAC*A**EU*CRE001*100**********Paperless~
    TXI*LS*0.75~
    TDS*%s~
    """
        .formatted(account, meter, total);
  }

  @Test
  void anInvoiceIsABillOfItsAccountAndMeters() {
    JsonNode task = file.send("bills.edi", interchange(invoice("A1", "E1", "15475")), "");

    assertThat(task.path("status").asString()).as("%s", task).isEqualTo("Completed");
    assertThat(file.bills()).containsExactly("A1 2026-09-01 2026-10-01 202609 154.75");
    JsonNode bill = file.bill(0);
    assertThat(bill.path("invoiceNumber").asString()).isEqualTo("INV-9");
    assertThat(bill.path("dueDate").asString()).startsWith("2026-10-20");
    assertThat(bill.path("billNote").asString()).isEqualTo("Thank you");
    JsonNode lines =
        file.client
            .get("/api/v202208/bill/" + bill.path("billId").asInt() + "/bodyline")
            .expect(200)
            .json();
    assertThat(Ledger.each(lines, "caption").stream().map(JsonNode::asString))
        .containsExactlyInAnyOrder(
            "Customer charge",
            "Demand",
            "Previous reading",
            "Present reading",
            "Energy charge",
            "Paperless",
            "LS",
            "ONPKUSE",
            "OFFPKUSE");
  }

  @Test
  void aTotalThatTheLinesDoNotAddUpToKeepsTheInvoiceOut() throws IOException {
    JsonNode task =
        file.send(
            "bills.x12",
            interchange(invoice("A1", "E1", "15474"), invoice("A2", "E1", "15475")),
            "");

    assertThat(file.bills()).isEmpty();
    assertThat(file.kickouts(task))
        .hasSize(4)
        .anyMatch(row -> row.contains("the bill says 154.74, but its lines add up to 154.75"))
        .anyMatch(row -> row.contains("account 'A2' is unknown"));
  }

  @Test
  void aCancellationAndAnUnknownMeterAreKickedOut() throws IOException {
    JsonNode task =
        file.send(
            "bills.810",
            interchange(
                invoice("A1", "E1", "15475").replace("******00~", "******01~"),
                invoice("A1", "E9", "15475")),
            "");

    assertThat(file.kickouts(task))
        .anyMatch(row -> row.contains("it cancels an invoice"))
        .anyMatch(row -> row.contains("the account has no meter with the serial number E9"));
    assertThat(file.bills()).isEmpty();
  }

  @Test
  void anInterchangeWithoutEndIsRefused() {
    String whole = interchange(invoice("A1", "E1", "15475"));
    refused(whole.substring(0, whole.indexOf("TDS")), "end");
    refused(whole.substring(0, whole.indexOf("IEA")), "end");
    refused("ISA and something else", "does not begin with ISA");
    refused(whole.replace("Thank you", "x".repeat(70_000)), "longer than");
    refused(whole.replace("ST*810", "ST*850"), "no invoice");
    assertThat(file.bills()).isEmpty();
  }

  private void refused(String text, String reason) {
    JsonNode task = file.send("bills.edi", text, "");
    assertThat(task.path("status").asString()).isEqualTo("Failed");
    assertThat(task.path("message").asString()).contains(reason);
  }
}
