package org.meterbook.conventions;

import java.util.List;
import java.util.Map;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** A collected meter, linked to one of the books, with a bill that waits to be booked. */
final class Collected {
  private Collected() {}

  static void fill(Sql sql, int user) {
    int template =
        sql.insert(
            Tables.COLLECTION_TEMPLATE,
            Values.none()
                .with("created", sql.now())
                .with("updated", sql.now())
                .with("user_id", user)
                .with("portal", "conventions")
                .with("redirect_uris", List.of())
                .with("company_name", "Conventions")
                .with("company_email", "help@example.com"));
    int authorization =
        sql.insert(
            Tables.COLLECTION_AUTHORIZATION,
            Values.none()
                .with("created", sql.now())
                .with("user_id", user)
                .with("collection_template_id", template)
                .with("utility", "DEMO")
                .with("customer_email", "customer@example.com")
                .with("status", "updated")
                .with("status_message", "Meters found!")
                .with("status_ts", sql.now()));
    int meter =
        sql.insert(
            Tables.COLLECTION_METER,
            Values.none()
                .with("collection_authorization_id", authorization)
                .with("created", sql.now())
                .with("utility_key", "1")
                .with("zone", "America/Chicago")
                .with("status", "updated")
                .with("status_message", "Data refreshed")
                .with("status_ts", sql.now())
                .with("base", new Sql.Json("{\"service_identifier\": \"S-1\"}")));
    sql.insert(
        Tables.COLLECTION_BILL,
        Values.none()
            .with("collection_meter_id", meter)
            .with("collection_authorization_id", authorization)
            .with("created", sql.now())
            .with("updated", sql.now())
            .with("utility_key", "1")
            .with("revision", "1")
            .with("fingerprint", "1")
            .with("begins", sql.now())
            .with("ends", sql.now().plusSeconds(86_400))
            .with("blocks", new Sql.Json("{}")));
    boolean linked =
        sql.first(
                "SELECT l.account_id, l.meter_id FROM account_meter l WHERE l.tenant_id = :tenant AND l.meter_id IS NOT NULL ORDER BY l.account_meter_id LIMIT 1",
                Map.of(),
                row ->
                    sql.insert(
                        Tables.BRIDGE_METER,
                        Values.none()
                            .with("status", "linked")
                            .with("account_id", row.integer(1))
                            .with("meter_id", row.integer(2))
                            .with("reason", "linked by hand")))
            .isPresent();
    if (!linked) {
      throw new IllegalStateException("there is no meter with an account");
    }
  }
}
