package org.meterbook.testing;

import java.util.Map;
import java.util.stream.StreamSupport;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Users;
import org.meterbook.store.Scope;
import org.meterbook.testing.TestServer.Datasource;
import tools.jackson.databind.JsonNode;

/** Master data of a datasource of one's own, made over HTTP with what the API asks for at least. */
public final class Ledger {
  public static final int ROOT = 1;
  public static final int ELECTRIC = 1;
  private static final int BUILDING = 2;
  private static final int ORGANIZATION = 6;

  private final Datasource datasource = TestServer.datasource();
  private final Client client = datasource.client();
  private int users;

  public Client client() {
    return client;
  }

  public long tenant() {
    return datasource.tenant();
  }

  /** The administrator who makes what is made. */
  public int userId() {
    return datasource.userId();
  }

  /** Creates something and answers its id. */
  public int id(String path, String body, String name) {
    return client.post(path, body).expect(200).json().get(name).intValue();
  }

  public int organization(String code, int parent) {
    return id("/api/v3/place", place(code, parent, ORGANIZATION), "placeId");
  }

  public int building(String code, int parent) {
    return id("/api/v3/place", place(code, parent, BUILDING), "placeId");
  }

  public static String place(String code, int parent, int type) {
    return """
    {"placeCode": "%s", "placeInfo": "%1$s", "parentPlaceId": %d, "placeTypeId": %d, "primaryUseId": null,
     "buildDate": null, "weatherStationCode": null, "placeDescription": null}\
    """
        .formatted(code, parent, type);
  }

  public int costCenter(String code, int parent) {
    return id("/api/v3/costcenter", costCenterBody(code, parent), "costCenterId");
  }

  public static String costCenterBody(String code, int parent) {
    return "{\"costCenterCode\": \"%s\", \"costCenterInfo\": \"%1$s\", \"parentCostCenterId\": %d}"
        .formatted(code, parent);
  }

  public int collection(String code, int parent) {
    return id("/api/v202306/collection", collectionBody(code, parent), "collectionId");
  }

  public static String collectionBody(String code, int parent) {
    return "{\"collectionCode\": \"%s\", \"collectionInfo\": \"%1$s\", \"parentCollectionId\": %d}"
        .formatted(code, parent);
  }

  public int vendor(String code) {
    return id("/api/v3/vendor", vendorBody(code), "vendorId");
  }

  public static String vendorBody(String code) {
    return "{\"vendorCode\": \"%s\", \"vendorInfo\": \"%1$s\", \"website\": null, \"vendorDescription\": null}"
        .formatted(code);
  }

  public int rate(String name, int vendor) {
    return id(
        "/api/v3/rate",
        "{\"name\": \"%s\", \"vendorId\": %d, \"commodityId\": 1}".formatted(name, vendor),
        "rateId");
  }

  public int account(String code, int costCenter, int vendor) {
    return id("/api/v3/account", accountBody(code, costCenter, vendor), "accountId");
  }

  public static String accountBody(String code, int costCenter, int vendor) {
    return """
    {"accountCode": "%s", "accountInfo": "%1$s", "accountTypeId": 1, "costCenterId": %d, "vendorId": %d,
     "country": "United States", "postalCode": "16801"}\
    """
        .formatted(code, costCenter, vendor);
  }

  public int meter(String code, int place) {
    return id("/api/v3/meter", meterBody(code, place), "meterId");
  }

  public static String meterBody(String code, int place) {
    return """
    {"meterCode": "%s", "meterInfo": "%1$s", "commodityId": 1, "placeId": %d, "meterTypeId": 1,
     "address": {"country": "United States", "postalCode": "16801"}}\
    """
        .formatted(code, place);
  }

  /** Links a meter to an account, with a rate, from September 2026 on. */
  public void link(int account, int meter, int rate) {
    client
        .post(
            "/api/v3/accountmeter",
            "[{\"accountId\": %d, \"meterId\": %d, \"rateId\": %d, \"beginDate\": \"2026-09-01\"}]"
                .formatted(account, meter, rate))
        .expect(200);
  }

  /** An administrator who is bounded by these topmost nodes; 1 bounds nothing. */
  public Client bounded(int place, int costCenter) {
    var database = TestServer.server().database();
    String code = "bounded" + ++users;
    int user =
        Users.createAdministrator(database, tenant(), code, "Bo Bounded", TestServer.PASSWORD);
    String key =
        database.write(
            tenant(),
            Scope.UNBOUNDED,
            user,
            sql -> {
              sql.execute(
                  "UPDATE user_topmost_place SET place_id = :place WHERE tenant_id = :tenant AND user_id = :user",
                  Map.of("place", place, "user", user));
              sql.execute(
                  "UPDATE user_topmost_cost_center SET cost_center_id = :center WHERE tenant_id = :tenant AND user_id = :user",
                  Map.of("center", costCenter, "user", user));
              return ApiKeys.make(sql, user, "test");
            });
    return new Client(key);
  }

  /** A user whose role grants exactly these permissions, written {@code Meters.View}. */
  public Client granted(String... permissions) {
    var database = TestServer.server().database();
    String code = "granted" + ++users;
    int user =
        Users.createAdministrator(database, tenant(), code, "Gil Granted", TestServer.PASSWORD);
    String key =
        database.write(
            tenant(),
            Scope.UNBOUNDED,
            user,
            sql -> {
              int role =
                  sql.insert(
                      org.meterbook.store.Tables.USER_ROLE,
                      org.meterbook.store.Values.none()
                          .with("system_user_role_name", code)
                          .with("description", code)
                          .with("permissions", java.util.List.of(permissions))
                          .with("read_only", false)
                          .with("hidden", false));
              sql.execute(
                  "UPDATE app_user SET user_role_id = :role WHERE tenant_id = :tenant AND user_id = :user",
                  Map.of("role", role, "user", user));
              return ApiKeys.make(sql, user, "test");
            });
    return new Client(key);
  }

  /** The fault that a refusal names of a property. */
  public static String fault(Client.Response refusal, String property) {
    JsonNode faults = refusal.expect(400).json().path("errors").path(property);
    if (faults.isMissingNode()) {
      throw new AssertionError("nothing about '%s': %s".formatted(property, refusal.text()));
    }
    return faults.get(0).stringValue();
  }

  /** One property of each row. */
  public static java.util.List<JsonNode> each(JsonNode rows, String property) {
    return StreamSupport.stream(rows.spliterator(), false).map(row -> row.get(property)).toList();
  }
}
