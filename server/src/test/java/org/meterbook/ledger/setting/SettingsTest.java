package org.meterbook.ledger.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterbook.testing.Client;
import org.meterbook.testing.TestServer;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** The accounting year, what new users begin with, units of reports, what is used. */
class SettingsTest {
  private final Datasource datasource = TestServer.datasource();
  private final Client client = datasource.client();

  private static String accounting(int month, String year, String method, List<String> periods) {
    return """
    {"fiscalYearStartMonth": %d, "fiscalYearDefinedAtYear": "%s", "calendarizationMethod": "%s", "accountPeriods": [%s]}\
    """
        .formatted(month, year, method, String.join(", ", periods));
  }

  private static List<String> periods(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> "{\"periodNumber\": %d, \"name\": \"P%1$d\"}".formatted(n))
        .toList();
  }

  private JsonNode put(String path, String body) {
    return client.put(path, body).expect(200).json();
  }

  @Test
  void theYearBeginsWithJulyUntilSomebodyChangesIt() {
    JsonNode first = client.get("/api/v3/admin/accounting").expect(200).json();
    assertThat(first.get("accountPeriods").get(0).get("name").asString()).isEqualTo("July");
    assertThat(client.get("/api/v3/me").json().get("currentAccountingPeriod").intValue())
        .isEqualTo(202705);
    JsonNode edited =
        put("/api/v3/admin/accounting", accounting(10, "beginning", "monthly", List.of()));
    assertThat(edited.get("fiscalYearStartMonth").intValue()).isEqualTo(10);
    assertThat(edited.get("accountPeriods").get(0).get("name").asString()).isEqualTo("October");
    JsonNode me = client.get("/api/v3/me").json();
    assertThat(me.get("currentAccountingPeriod").intValue()).isEqualTo(202602);
    assertThat(me.get("fiscalYearStartMonth").intValue()).isEqualTo(10);
    assertThat(me.get("fiscalYearMethod").asString()).isEqualTo("beginning");
  }

  @Test
  void aYearMayHaveThirteenPeriodsAndThenBatchesMayToo() {
    String batch =
        "{\"batchCode\": \"B\", \"accountPeriodNumber\": 13, \"accountPeriodYear\": 2026}";
    client.post("/api/v3/batch", batch).expect(400);
    put("/api/v3/admin/accounting", accounting(7, "ending", "user-defined", periods(13)));
    assertThat(client.get("/api/v3/admin/accountperiod").json()).hasSize(13);
    assertThat(client.get("/api/v3/me").json().get("numberOfAccountingPeriods").intValue())
        .isEqualTo(13);
    assertThat(
            client
                .post("/api/v3/batch", batch)
                .expect(200)
                .json()
                .get("accountPeriodName")
                .asString())
        .isEqualTo("P13");
    for (int wrong : new int[] {1, 11}) {
      client
          .put("/api/v3/admin/accounting", accounting(7, "ending", "user-defined", periods(wrong)))
          .expect(400);
    }
    List<String> twice = List.of(periods(12).toArray(new String[0]));
    client
        .put(
            "/api/v3/admin/accounting",
            accounting(7, "ending", "user-defined", twice).replace("r\": 12", "r\": 11"))
        .expect(400);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21, 7, ending, 12, 202705",
    "2026-11-21, 7, beginning, 12, 202605",
    "2026-06-30, 7, ending, 12, 202612",
    "2026-01-01, 1, ending, 12, 202601",
    "2026-12-31, 1, beginning, 12, 202612",
    "2026-01-28, 1, ending, 13, 202601",
    "2026-01-29, 1, ending, 13, 202602",
    "2026-12-31, 1, ending, 13, 202613"
  })
  void aDayLiesInAPeriod(LocalDate day, int month, String defined, int periods, int period) {
    Settings.Known known =
        new Settings.Known(
            periods, "", defined, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(AccountingSettings.period(day, Month.of(month), known)).isEqualTo(period);
  }

  private static String system(String logo, String more) {
    return """
    {"organizationName": "City", "displayOrganizationNameInHeader": true, "organizationLogo": %s, "automaticLogoutMinutes": 30,
     "defaultCountry": "US", "defaultMeterTimeZoneId": 1, "defaultDateFormat": "dd/MM/yyyy", "defaultTopmostCostCenterId": 1,
     "defaultTopmostPlaceId": 1, "defaultUserRoleId": 5, "monthsToExcludeFromCharts": null%s}\
    """
        .formatted(logo, more);
  }

  @Test
  void newUsersBeginWithTheDefaults() {
    put("/api/v3/admin/systemSettings", system("null", ""));
    int group =
        client
            .post(
                "/api/v3/userGroup",
                "{\"userGroupName\": \"G\", \"newUserEmail\": [\"new@example.org\"]}")
            .expect(200)
            .json()
            .get("userGroupId")
            .intValue();
    int user =
        client.get("/api/v3/userGroup/" + group + "/member").json().get(0).get("userId").intValue();
    String format =
        TestServer.server()
            .database()
            .read(
                datasource.tenant(),
                org.meterbook.store.Scope.UNBOUNDED,
                sql ->
                    sql.first(
                            "SELECT preference ->> 'dateFormat' FROM app_user WHERE tenant_id = :tenant AND user_id = :user",
                            java.util.Map.of("user", user),
                            row -> row.text(1))
                        .orElseThrow());
    assertThat(format).isEqualTo("dd/MM/yyyy");
  }

  @Test
  void theLogoIsAPictureOrAnAddress() {
    String path = "/api/v202306/admin/systemSettings";
    String more = ", \"defaultTopmostCollectionId\": null";
    assertThat(client.get("/api/v3/admin/logo").expect(200).json().get("value").isNull()).isTrue();
    put(path, system("\"iVBORw0KGgo=\"", more));
    assertThat(client.get("/api/v3/admin/logo").json().get("value").asString())
        .isEqualTo("iVBORw0KGgo=");
    put(path, system("\"https://example.org/logo.png\"", more));
    client.put(path, system("\"R0lGODlhAQAB\"", more)).expect(400);
    client.put(path, system("\"%%%%%%\"", more)).expect(400);
    assertThat(client.put(path, system("null", ", \"defaultTopmostCollectionId\": 7")).status())
        .isEqualTo(400);
    String newest = more + ", \"defaultTopmostSpaceId\": null, \"billPayCutoverEndDate\": ";
    put("/api/v202405/admin/systemSettings", system("null", newest + "null"));
    client
        .put("/api/v202405/admin/systemSettings", system("null", newest + "\"2026-01-01\""))
        .expect(400);
  }

  @Test
  void unitsOfReportsAreOfTheirKind() {
    String path = "/api/v202305/admin/reportingSettings";
    String body =
        "{\"energyUnitId\": %d, \"costUnitId\": null, \"floorAreaUnitId\": null, \"monthsToExcludeFromCharts\": 13}";
    JsonNode edited = put(path, body.formatted(2));
    assertThat(edited.get("energyUnit").get("unitCode").asString()).isEqualTo("KWH");
    assertThat(edited.get("costUnit").get("unitCode").asString()).isEqualTo("USDOLLARS");
    assertThat(client.get("/api/v3/me").json().get("chartMonthsToExclude").intValue())
        .isEqualTo(13);
    client.put(path, body.formatted(58)).expect(400);
  }

  @Test
  void namesAndValuesAreKept() {
    String path = "/api/v3/admin/systemsetting";
    String one = "[{\"fieldName\": \"%s\", \"value\": \"%s\", \"dataTypeId\": %d}]";
    put(path, one.formatted("Limit", "7", 2));
    JsonNode again = put(path, one.formatted("LIMIT", "8", 2));
    assertThat(again.get(0).get("value").asString()).isEqualTo("8");
    assertThat(again.get(0).get("dataType").get("dataTypeInfo").asString()).isEqualTo("Integer");
    assertThat(client.get(path).json()).hasSize(1);
    client.put(path, one.formatted("Limit", "many", 2)).expect(400);
    client.put(path, one.formatted("Limit", "8", 5)).expect(400);
  }

  @Test
  void nothingIsLicensedAndWhatIsUsedIsCounted() {
    JsonNode used = TestServer.demo().client().get("/api/v3/admin/license").expect(200).json();
    assertThat(used.get("meterUsage").get("nonChargeback").intValue()).isEqualTo(60);
    assertThat(used.get("licensedMeters").isNull()).isTrue();
    client.put("/api/v3/admin/license", "{\"validationKey\": \"x\"}").expect(400);
    put("/api/v3/admin/license", "{\"validationKey\": null}");
  }

  @Test
  void kindsOfCostsAreRenamed() {
    String path = "/api/v202405/costCategory/";
    put(path + 1, "{\"costCategoryInfo\": \"Commodity\"}");
    assertThat(
            client
                .get("/api/v202405/costCategory")
                .json()
                .get(0)
                .get("costCategoryInfo")
                .asString())
        .isEqualTo("Commodity");
    client.put(path + 2, "{\"costCategoryInfo\": \"taxes\"}").expect(400);
  }
}
