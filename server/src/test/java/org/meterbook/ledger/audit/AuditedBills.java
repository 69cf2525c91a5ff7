package org.meterbook.ledger.audit;

import java.time.LocalDate;
import java.util.Optional;
import org.meterbook.testing.Client;
import org.meterbook.testing.Ledger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An account with a meter, whose bills are typed over HTTP. */
public final class AuditedBills {
  private static final int USE = 1;
  private static final int COST = 40;
  private static final int KWH = 2;
  private static final int DOLLARS = 58;

  private final Ledger ledger = new Ledger();
  public final Client client = ledger.client();
  public final int account;
  public final int meter;

  public AuditedBills() {
    int vendor = ledger.vendor("POWER");
    account = ledger.account("A-1", Ledger.ROOT, vendor);
    meter = ledger.meter("M-1", ledger.building("B-1", Ledger.ROOT));
    ledger.link(account, meter, ledger.rate("FLAT", vendor));
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Types a bill, from 2026-09-01 on in which the meter is linked. */
  public int bill(LocalDate begin, LocalDate end, double use, String cost) {
    return bill(begin, end, use, cost, "");
  }

  /** The same with parameters such as {@code ?saveAsResolved=true}. */
  public int bill(LocalDate begin, LocalDate end, double use, String cost, String parameters) {
    String body =
        """
        {"accountId": %d, "beginDate": "%s", "endDate": "%s", "manualEntry": true, "meters": [{"meterId": %d, "bodyLines": [
          {"observationTypeId": %d, "caption": "Use", "value": %s, "valueUnitId": %d},
          {"observationTypeId": %d, "caption": "Cost", "cost": %s, "costUnitId": %d}]}]}\
        """
            .formatted(account, begin, end, meter, USE, use, KWH, COST, cost, DOLLARS);
    return client
        .post("/api/v3/bill" + parameters, body)
        .expect(200)
        .json()
        .get("billId")
        .intValue();
  }

  /** The flag of a bill; empty where it has none. */
  public Optional<JsonNode> flag(int bill) {
    Client.Response answer = client.get("/api/v3/flag/Bill/" + bill);
    return answer.status() == 204 ? Optional.empty() : Optional.of(answer.expect(200).json());
  }

  /** What audits found at a bill, unresolved, by their names. */
  public java.util.List<String> issues(int bill) {
    return flag(bill)
        .map(flag ->
            flag.get("flagIssues")
                .valueStream()
                .filter(issue -> issue.at("/flagIssueStatus/flagIssueStatusId").intValue() == 1)
                .map(issue -> issue.get("flagIssueTypeInfo").asString())
                .toList())
        .orElse(java.util.List.of());
  }

  /** Changes how an audit is run. */
  public void set(String code, String property, Object value) {
    ObjectNode settings = settings();
    ((ObjectNode) settings.get(code)).putPOJO(property, value);
    client.put("/api/v202508/audit", settings.toString()).expect(200);
  }

  /** The settings as they can be sent. */
  public ObjectNode settings() {
    ObjectNode settings = (ObjectNode) client.get("/api/v202104/audit").expect(200).json();
    for (JsonNode each : settings) {
      ((ObjectNode) each)
          .put("settingStatus", each.get("settingStatus").asString())
          .putArray("assignees");
    }
    return settings;
  }
}
