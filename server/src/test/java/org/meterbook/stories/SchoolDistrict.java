package org.meterbook.stories;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterbook.app.Server;
import org.meterbook.identity.ApiKeys;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.store.Scope;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import org.meterbook.testing.SettableClock;
import org.meterbook.testing.TestServer;

/**
 * A school district on a server of its own, whose clock the story moves: 25 accounts with 40 meters
 * at 8 schools, 4 vendors, and people with what each of them may do.
 */
final class SchoolDistrict implements AutoCloseable {
  /**
   * A kind of service.
   *
   * @param commodity its id; {@code unit} is that of its meters
   */
  record Service(String name, String vendor, int commodity, int unit, int accounts) {}

  static final List<Service> SERVICES =
      List.of(
          new Service("EL", "POWER", 1, 2, 12),
          new Service("GA", "GAS", 2, 16, 7),
          new Service("WA", "WATER", 3, 97, 6));
  static final LocalDate FIRST_DAY = LocalDate.of(2025, 7, 1);

  private final SettableClock clock = new SettableClock(Instant.parse("2025-07-01T14:00:00Z"));
  private final Server server;
  private final long tenant;
  private final int ada;
  final ReferenceBooks reference = new ReferenceBooks();
  final Client administrator;
  final Client powerClerk;
  final Client gasClerk;
  final Client approver;
  final Client exporter;

  /** Ids by codes, which are all different. */
  private final Map<String, Integer> ids = new HashMap<>();

  /** The meters of each account in time; those that were taken out are gone. */
  final Map<String, List<String>> meters = new java.util.TreeMap<>();

  /** The service of each account. */
  private final Map<String, Service> services = new HashMap<>();

  SchoolDistrict(Path data) {
    server =
        Server.start(
            new Server.Configuration("127.0.0.1", 0, data, Optional.empty(), Map.of(), clock));
    tenant = Datasources.create(server.database(), "district", "District", TestServer.ZONE, 7);
    ada =
        Users.createAdministrator(
            server.database(), tenant, "ada", "Ada Administrator", TestServer.PASSWORD);
    String key =
        server
            .database()
            .write(tenant, Scope.UNBOUNDED, ada, sql -> ApiKeys.make(sql, ada, "story"));
    administrator = new Client(key).at(server.url());
    powerClerk =
        person("paula", "BillsAndBatches.View", "BillsAndBatches.Create", "BillsAndBatches.Edit");
    gasClerk =
        person(
            "gus",
            "BillsAndBatches.View",
            "BillsAndBatches.Create",
            "BillsAndBatches.Edit",
            "BillsAndBatches.Delete",
            "ApproveBills.Manage");
    approver =
        person("anne", "BillsAndBatches.View", "BillsAndBatches.Edit", "ApproveBills.Manage");
    exporter = person("ed", "BillsAndBatches.View", "ExportBills.Run", "ExportBills.Edit");
    build();
  }

  private Client person(String code, String... permissions) {
    var database = server.database();
    int user = Users.createAdministrator(database, tenant, code, code, TestServer.PASSWORD);
    String key =
        database.write(
            tenant,
            Scope.UNBOUNDED,
            user,
            sql -> {
              int role =
                  sql.insert(
                      Tables.USER_ROLE,
                      Values.none()
                          .with("system_user_role_name", code)
                          .with("description", code)
                          .with("permissions", List.of(permissions))
                          .with("read_only", false)
                          .with("hidden", false));
              sql.execute(
                  "UPDATE app_user SET user_role_id = :role WHERE tenant_id = :tenant AND user_id = :user",
                  Map.of("role", role, "user", user));
              return ApiKeys.make(sql, user, "story");
            });
    return new Client(key).at(server.url());
  }

  int id(String code) {
    return Objects.requireNonNull(ids.get(code), code);
  }

  Service service(String account) {
    return Objects.requireNonNull(services.get(account), account);
  }

  List<String> metersOf(String account) {
    return Objects.requireNonNull(meters.get(account), account);
  }

  /** Nine o'clock of a day. */
  void on(LocalDate day) {
    clock.set(day.atTime(LocalTime.of(9, 0)).atZone(TestServer.ZONE).toInstant());
  }

  private int make(String code, String path, String body, String id) {
    int made = administrator.post(path, body).expect(200).json().get(id).intValue();
    ids.put(code, made);
    return made;
  }

  private void build() {
    List<Integer> schools = new ArrayList<>();
    List<Integer> centers = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      schools.add(make("SCHOOL" + i, "/api/v3/place", Ledger.place("SCHOOL" + i, 1, 2), "placeId"));
    }
    for (String center : List.of("ELEMENTARY", "HIGH", "TRANSPORT")) {
      centers.add(
          make(center, "/api/v3/costcenter", Ledger.costCenterBody(center, 1), "costCenterId"));
    }
    vendor("POWER2", 1);
    int number = 0;
    for (Service service : SERVICES) {
      vendor(service.vendor(), service.commodity());
      ledger("61-" + service.name());
      ledger("62-" + service.name());
      for (int i = 0; i < service.accounts(); i++, number++) {
        String account = "%s-%02d".formatted(service.name(), i);
        account(account, service, service.vendor(), centers.get(number % centers.size()));
        int count = number % 5 == 0 ? 3 : number % 5 == 1 ? 2 : 1;
        for (int m = 0; m < count; m++) {
          String meter = "%s-M%d".formatted(account, m);
          meter(meter, service, schools.get(number % schools.size()));
          link(
              account,
              meter,
              FIRST_DAY,
              m % 2 == 0 ? Optional.of("62-" + service.name()) : Optional.empty());
        }
      }
    }
  }

  private void vendor(String code, int commodity) {
    int vendor = make(code, "/api/v3/vendor", Ledger.vendorBody(code), "vendorId");
    make(
        "rate of " + code,
        "/api/v3/rate",
        "{\"name\": \"GS\", \"vendorId\": %d, \"commodityId\": %d}".formatted(vendor, commodity),
        "rateId");
  }

  private void ledger(String code) {
    make(
        code,
        "/api/v3/generalledger",
        "{\"generalLedgerCode\": \"%s\", \"subCodes\": []}".formatted(code),
        "generalLedgerId");
  }

  void account(String code, Service service, String vendor, int center) {
    String ledger = "61-" + service.name();
    make(
        code,
        "/api/v3/account",
        Ledger.accountBody(code, center, id(vendor))
            .replaceFirst("\\{", "{\"generalLedgerId\": %d, ".formatted(id(ledger))),
        "accountId");
    services.put(code, service);
    meters.put(code, new ArrayList<>());
    reference.account(code, vendor, ledger);
  }

  void meter(String code, Service service, int place) {
    make(
        code,
        "/api/v3/meter",
        Ledger.meterBody(code, place)
            .replace("\"commodityId\": 1", "\"commodityId\": " + service.commodity()),
        "meterId");
  }

  void link(String account, String meter, LocalDate begin, Optional<String> ledger) {
    String vendor = reference.vendor(account);
    ids.put(
        account + " " + meter,
        administrator
            .post(
                "/api/v3/accountmeter",
                "[{\"accountId\": %d, \"meterId\": %d, \"rateId\": %d, \"beginDate\": \"%s\", \"generalLedgerId\": %s}]"
                    .formatted(
                        id(account),
                        id(meter),
                        id("rate of " + vendor),
                        begin,
                        ledger.map(code -> String.valueOf(id(code))).orElse("null")))
            .expect(200)
            .json()
            .get(0)
            .get("accountMeterId")
            .intValue());
    metersOf(account).add(meter);
    ledger.ifPresent(code -> reference.link(account, meter, code));
  }

  /** The meter is taken out, or is billed by somebody else from that day on. */
  void unlink(String account, String meter, LocalDate end) {
    String path = "/api/v3/accountmeter/" + id(account + " " + meter);
    String ledger =
        meter.endsWith("M1") ? "null" : String.valueOf(id("62-" + service(account).name()));
    administrator
        .put(
            path,
            "{\"beginDate\": null, \"endDate\": \"%s\", \"generalLedgerId\": %s, \"vendorTypeId\": null}"
                .formatted(end, ledger))
        .expect(200);
    metersOf(account).remove(meter);
  }

  @Override
  public void close() {
    server.close();
  }
}
