package org.meterbook.ledger.vendor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.Named;
import org.meterbook.ledger.account.AccountSpan;
import org.meterbook.ledger.template.Templates;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The account-level lines that a vendor's bills usually have: one version, over all time. */
final class VendorTemplates {
  private static final String PATH = "/api/v202206/vendor/{vendorId}/template";

  /** Kinds of observations that are costs: cost, tax, adjustment. */
  private static final List<Integer> COSTS = List.of(4, 6, 23);

  private VendorTemplates() {}

  record TemplateVendorLineRequest(
      @Required @Refers("observation_type") @Meaning("kind of cost") Integer observationTypeId,
      @Required @Length(max = 100) @Meaning("label on the entry screen") String caption) {}

  static void register(Operations operations) {
    operations
        .resource(Templates.VERSION)
        .found(
            "GetVendorTemplateV202206",
            PATH,
            "VendorsAndRatesModule (View)",
            call -> version(call.sql(), call.id("vendorId")),
            "Answers the account-level lines of a vendor's bills; 204 where none are set.")
        .gather(
            "PutVendorTemplateV202206",
            "PUT",
            PATH,
            "Vendors (Edit)",
            TemplateVendorLineRequest.class,
            (call, lines) -> replace(call.sql(), call.id("vendorId"), lines),
            "Replaces the account-level lines of a vendor's bills.");
    operations
        .variable("/vendor/{sourceVendorId}", "sourceVendorId", Tables.VENDOR)
        .act(
            "CopyVendorTemplateV202206",
            "POST",
            "/api/v202206/vendor/{sourceVendorId}/template/copy",
            "Vendors (Edit)",
            Integer.class,
            VendorTemplates::copy,
            "Gives other vendors the account-level lines of one.");
  }

  private static Optional<Integer> version(Sql sql, int vendor) {
    return sql.first(
        "SELECT v.version_id FROM template t JOIN template_version v ON v.tenant_id = t.tenant_id AND v.template_id = t.template_id"
            + " WHERE t.tenant_id = :tenant AND t.vendor_id = :vendor",
        Map.of("vendor", vendor),
        row -> row.integer(1));
  }

  private static int replace(Sql sql, int vendor, List<TemplateVendorLineRequest> lines) {
    requireCosts(sql, lines);
    int version = version(sql, vendor).orElseGet(() -> create(sql, vendor));
    sql.list(
            "SELECT l.template_line_id FROM template_line l WHERE l.tenant_id = :tenant AND l.version_id = :version",
            Map.of("version", version),
            row -> row.integer(1))
        .forEach(line -> sql.delete(Tables.TEMPLATE_LINE, line));
    for (int n = 0; n < lines.size(); n++) {
      sql.insert(
          Tables.TEMPLATE_LINE,
          Values.from(lines.get(n))
              .with("version_id", version)
              .with("display_order", n + 1)
              .with("is_required", false));
    }
    return version;
  }

  private static int create(Sql sql, int vendor) {
    int money =
        sql.first(
                "SELECT c.commodity_id FROM commodity c WHERE c.tenant_id = :tenant AND c.commodity_code = 'MONEY'",
                Map.of(),
                row -> row.integer(1))
            .orElseThrow();
    int template =
        sql.insert(
            Tables.TEMPLATE,
            Values.none()
                .with("template_code", "VENDOR " + vendor)
                .with("template_info", "Account charges of a vendor")
                .with("commodity_id", money)
                .with("vendor_id", vendor));
    return sql.insert(
        Tables.TEMPLATE_VERSION,
        Values.none()
            .with("template_id", template)
            .with("begin_date", AccountSpan.FIRST)
            .with("end_date", AccountSpan.LAST));
  }

  private static void requireCosts(Sql sql, List<TemplateVendorLineRequest> lines) {
    List<Integer> types =
        lines.stream().map(TemplateVendorLineRequest::observationTypeId).distinct().toList();
    List<Integer> costs =
        sql.list(
            "SELECT o.observation_type_id FROM observation_type o WHERE o.observation_type_id = ANY(:types::int[]) AND o.noun_id = ANY(:nouns)",
            Map.of("types", types, "nouns", COSTS),
            row -> row.integer(1));
    Faults faults = new Faults();
    for (int n = 0; n < lines.size(); n++) {
      faults.when(
          !costs.contains(lines.get(n).observationTypeId()),
          "[%d].observationTypeId".formatted(n),
          "must be a kind of cost, tax or adjustment");
    }
    faults.refuse();
  }

  private static void copy(Call call, List<Integer> vendors) {
    List<Integer> named = Named.of(call, Tables.VENDOR, vendors).ids();
    List<TemplateVendorLineRequest> lines =
        version(call.sql(), call.id("sourceVendorId"))
            .map(version ->
                call.sql()
                    .list(
                        "SELECT l.observation_type_id, l.caption FROM template_line l WHERE l.tenant_id = :tenant AND l.version_id = :version ORDER BY l.display_order",
                        Map.of("version", version),
                        row -> new TemplateVendorLineRequest(row.integer(1), row.text(2))))
            .orElse(List.of());
    named.forEach(vendor -> replace(call.sql(), vendor, lines));
  }
}
