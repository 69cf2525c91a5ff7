package org.meterbook.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterbook.testing.Ledger.ROOT;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterbook.store.Scope;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.TestServer;

/** What goes along with something else, or has no row of its own, is in the change log too. */
class ChangeLinesTest {
  private final Ledger ledger = new Ledger();
  private final Client client = ledger.client();

  private List<String> lines(String table, String kind) {
    return TestServer.server()
        .database()
        .read(
            ledger.tenant(),
            Scope.UNBOUNDED,
            sql ->
                sql.list(
                    "SELECT coalesce(c.after, c.before)::text FROM change c WHERE c.tenant_id = :tenant AND c.resource = :table AND c.kind = :kind",
                    Map.of("table", table, "kind", kind),
                    row -> row.text(1)));
  }

  @Test
  void theVersionsOfADeletedRateHadNoLine() {
    client.delete("/api/v3/rate/" + ledger.rate("R", ledger.vendor("V"))).expect(204);
    assertThat(lines("rate_version", "delete")).hasSize(1);
  }

  @Test
  void theValuesOfADeletedFieldHadNoLine() {
    int field =
        ledger.id(
            "/api/v3/udf",
            "{\"udfType\": \"Vendor\", \"name\": \"f\", \"dataTypeId\": 3, \"displayOrder\": 1}",
            "udfId");
    client
        .put(
            "/api/v3/vendor/%d/udf".formatted(ledger.vendor("V")),
            "[{\"udfId\": %d, \"value\": \"x\"}]".formatted(field))
        .expect(200);
    client.delete("/api/v3/udf/" + field).expect(204);
    assertThat(lines("udf_value", "delete")).hasSize(1);
  }

  @Test
  void howAUserHearsOfThingsHadNoLine() {
    client
        .put(
            "/api/v202108/notification/usersetting",
            "[{\"notificationTypeId\": 1, \"configuredNotificationOption\": \"Off\"}]")
        .expect(200);
    assertThat(lines("app_user", "edit"))
        .containsExactly("{\"notification_options\": {\"1\": \"Off\"}}");
  }

  @Test
  void theSizesOfADeletedPlaceHadNoLine() {
    int above = ledger.organization("O", ROOT);
    int place = ledger.building("B", above);
    client
        .put(
            "/api/v3/place/%d/size".formatted(place),
            "[{\"beginDate\": \"2020-01-01\", \"value\": 100, \"unitCode\": \"SQFEET\"}]")
        .expect(200);
    client.delete("/api/v3/place/" + place).expect(204);
    assertThat(lines("place_size", "delete")).hasSize(1);
  }

  @Test
  void theFirstMonthOfTheFiscalYearHadNoLine() {
    client
        .put(
            "/api/v3/admin/accounting",
            "{\"fiscalYearStartMonth\": 10, \"fiscalYearDefinedAtYear\": null, \"calendarizationMethod\": null, \"accountPeriods\": null}")
        .expect(200);
    assertThat(lines("setting", "edit")).contains("{\"fiscal_year_start_month\": 10}");
  }
}
