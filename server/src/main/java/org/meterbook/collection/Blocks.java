package org.meterbook.collection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.connector.Found;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was found, as the blocks of the API's answers. A block without content is left out. */
public final class Blocks {
  /** Stands for the address of the API in what is stored. */
  static final String API = "meterbook:";

  private Blocks() {}

  /** The {@code base} of a meter. */
  public static ObjectNode base(Found.Service service) {
    ObjectNode base =
        Notes.JSON
            .createObjectNode()
            .put("service_identifier", service.serviceIdentifier())
            .put("service_tariff", service.serviceTariff())
            .put("service_class", service.serviceClass())
            .put("service_address", service.serviceAddress());
    ArrayNode numbers = base.putArray("meter_numbers");
    service.meterNumbers().forEach(numbers::add);
    return base.put("billing_contact", service.billingContact())
        .put("billing_address", service.billingAddress())
        .put("billing_account", service.billingAccount());
  }

  /** A meter's blocks beside its base. */
  public static ObjectNode ofMeter(Found.Meter meter) {
    ObjectNode blocks = Notes.JSON.createObjectNode();
    list(
        blocks,
        "suppliers",
        meter.suppliers(),
        (node, supplier) ->
            supplier(node, supplier).put("third_party", supplier.type().equals("third_party")));
    return blocks;
  }

  /** Says where the document of a bill's source is, below the API's address; empty: nowhere. */
  public static void link(ObjectNode blocks, String path) {
    if (!path.isEmpty() && blocks.at("/sources/0") instanceof ObjectNode source) {
      source.put("raw_url", API + path);
    }
  }

  /** All blocks of a bill, its document not yet linked. */
  public static ObjectNode ofBill(Found.Bill bill, ZoneId zone) {
    ObjectNode blocks = Notes.JSON.createObjectNode();
    ObjectNode base = base(bill.service());
    boolean kwh = "kwh".equals(bill.totalUnit());
    base.put("bill_start_date", Stamp.local(bill.start(), zone))
        .put("bill_end_date", Stamp.local(bill.end(), zone))
        .put("bill_statement_date", Stamp.local(bill.statement(), zone))
        .put("bill_total_cost", bill.totalCost())
        .put("bill_total_kwh", kwh ? bill.totalVolume() : null)
        .put("bill_total_unit", bill.totalUnit())
        .put("bill_total_volume", bill.totalVolume());
    blocks.set("base", base);
    blocks.putArray("sources").addObject().put("type", bill.source()).putNull("raw_url");
    lineItems(blocks, "line_items", bill.lineItems(), zone);
    list(
        blocks,
        "suppliers",
        bill.suppliers(),
        (node, supplier) -> {
          supplier(node, supplier);
          lineItems(node, "supplier_line_items", supplier.lineItems(), zone);
          node.put("supplier_total_cost", supplier.totalCost())
              .put("supplier_total_volume", supplier.totalVolume())
              .put("supplier_total_unit", supplier.totalUnit());
        });
    list(
        blocks,
        "tiers",
        bill.tiers(),
        (node, tier) ->
            node.put("name", tier.name())
                .put("level", tier.level())
                .put("cost", tier.cost())
                .put("volume", tier.volume())
                .put("unit", tier.unit()));
    list(
        blocks,
        "tou",
        bill.timesOfUse(),
        (node, tou) ->
            node.put("name", tou.name())
                .put("bucket", tou.bucket())
                .put("cost", tou.cost())
                .put("volume", tou.volume())
                .put("unit", tou.unit()));
    list(
        blocks,
        "demand",
        bill.demands(),
        (node, demand) ->
            node.put("name", demand.name())
                .put("cost", demand.cost())
                .put("demand", demand.demand()));
    list(
        blocks,
        "power",
        bill.powers(),
        (node, power) ->
            node.put("type", power.type())
                .put("name", power.name())
                .put("volume", power.volume())
                .put("unit", power.unit()));
    return blocks;
  }

  private static ObjectNode supplier(ObjectNode node, Found.Supplier supplier) {
    return node.put("supplier_type", supplier.type())
        .put("supplier_name", supplier.name())
        .put("supplier_service_id", supplier.serviceId())
        .put("supplier_tariff", supplier.tariff());
  }

  private static void lineItems(
      ObjectNode blocks, String name, List<Found.LineItem> items, ZoneId zone) {
    list(
        blocks,
        name,
        items,
        (node, item) ->
            node.put("name", item.name())
                .put("start", Stamp.utc(item.start().atStartOfDay(zone).toInstant()))
                .put("end", Stamp.utc(item.end().atStartOfDay(zone).toInstant()))
                .put("cost", item.cost())
                .put("rate", item.rate())
                .put("unit", item.unit())
                .put("volume", item.volume())
                .put("kind", item.kind()));
  }

  private static <T> void list(
      ObjectNode blocks, String name, List<T> items, BiConsumer<ObjectNode, T> writer) {
    if (!items.isEmpty()) {
      ArrayNode array = blocks.putArray(name);
      items.forEach(item -> writer.accept(array.addObject(), item));
    }
  }

  /** The blocks of a billing account. */
  public static ObjectNode ofAccount(Found.Account account) {
    ObjectNode blocks = Notes.JSON.createObjectNode();
    blocks
        .putObject("base")
        .put("billing_contact", account.contact())
        .put("billing_address", account.address())
        .put("billing_account", account.key());
    blocks.putArray("sources").addObject().put("type", "website").putNull("raw_url");
    return blocks;
  }

  /** The blocks of a statement of a billing account. */
  public static ObjectNode ofStatement(Found.Statement statement) {
    ObjectNode blocks = Notes.JSON.createObjectNode();
    BigDecimal before = statement.previousBalance();
    BigDecimal paid = statement.previousPayment();
    blocks
        .putObject("base")
        .put("statement_date", statement.date().toString())
        .put("previous_balance_amount", before)
        .put(
            "previous_balance_unpaid",
            before == null || paid == null ? null : before.subtract(paid))
        .put("previous_payment_amount", paid)
        .put("new_charges_amount", statement.newCharges())
        .put("new_balance_amount", statement.newBalance())
        .put("amount_due", statement.amountDue())
        .put("amount_due_date", text(statement.dueDate()));
    list(
        blocks,
        "new_charges",
        statement.charges(),
        (node, charge) -> node.put("name", charge.name()).put("cost", charge.cost()));
    blocks.putArray("sources").addObject().put("type", "website").putNull("raw_url");
    return blocks;
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
