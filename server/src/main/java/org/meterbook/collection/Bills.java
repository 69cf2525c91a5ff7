package org.meterbook.collection;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Row;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;

/** Bills as they were collected, streamed from the cursor. */
final class Bills {
  private static final String PATH = "/bills";

  private static final String SELECT =
      """
      SELECT t.collection_bill_id, t.collection_meter_id, t.collection_authorization_id, t.created, t.updated, t.notes, a.utility, t.blocks,
        (SELECT json_agg(k.name) FROM json_object_keys(t.blocks) AS k(name))
      FROM collection_bill t JOIN collection_meter m ON m.tenant_id = t.tenant_id AND m.collection_meter_id = t.collection_meter_id
      JOIN collection_authorization a ON a.tenant_id = t.tenant_id AND a.collection_authorization_id = t.collection_authorization_id
      WHERE t.tenant_id = :tenant
      """;

  private final Site site;

  Bills(Site site) {
    this.site = site;
  }

  record Bill(
      @Meaning("identifier") String uid,
      String meter_uid,
      String authorization_uid,
      @Meaning("when it was first collected") String created,
      @Meaning("when it last changed") String updated,
      @Meaning("what does not add up") List<JsonNode> notes,
      @Meaning("the utility's id") String utility,
      @Meaning(
              "names of the blocks beside: base, sources, line_items, suppliers, tiers, tou, demand, power")
          List<String> blocks,
      @Meaning("service, dates and totals") JsonNode base) {}

  record BillListing(List<Bill> bills, @Meaning("the rest of the list") @Nullable String next) {}

  void register(Operations operations) {
    operations.stream(
        "GetBills",
        "/api/v2" + PATH,
        "",
        BillListing.class,
        this::write,
        "Lists bills of meters or authorizations; 404 where neither names anything.");
    Span.declare(operations, "at most so many, up to 1000");
  }

  private void write(Call call, OutputStream out) throws IOException {
    Span span = Span.of(call, Tables.COLLECTION_BILL);
    Listing listing = new Listing(out, "bills", span.limit());
    listing.write(
        call.sql(), span.statement(SELECT, "collection_bill"), span.parameters(), this::object);
    listing.end(last -> site.next(call, PATH, last));
  }

  private Listing.Item object(Row row) {
    String uid = String.valueOf(row.integer(1));
    String blocks = row.text(8).replace("\"" + Blocks.API, "\"" + site.api(""));
    Map<String, String> head =
        Listing.head(uid, row.integer(2), row.integer(3), row.instant(4), row.instant(5));
    String text =
        Listing.opened(head)
            + ",\"notes\":"
            + row.text(6)
            + ",\"utility\":"
            + Notes.JSON.writeValueAsString(row.text(7))
            + ",\"blocks\":"
            + row.text(9)
            + ","
            + blocks.strip().substring(1);
    return new Listing.Item(uid, text);
  }
}
