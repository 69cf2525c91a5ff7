package org.meterbook.bridge;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Required;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a collected meter finds its place in the books.
 *
 * @param matchBy in which order a meter is looked for
 * @param otherwise what is done where none is found
 */
public record BridgeRules(
    @Required
        @Meaning(
            "ways of finding a meter, tried in order: serviceIdentifier, meterNumber, accountNumber")
        List<String> matchBy,
    @Required @OneOf({"create", "ask"}) @Meaning("what is done where no meter is found")
        String otherwise) {
  /** What is compared. */
  enum Way {
    /** The utility's service identifier with a meter's import id or code. */
    serviceIdentifier,
    /** A meter number with a meter's serial number. */
    meterNumber,
    /** The billing account with an account's code, which has one meter of the commodity. */
    accountNumber
  }

  private static final JsonMapper JSON = new JsonMapper();

  /** Where a datasource says nothing. */
  static final BridgeRules DEFAULT =
      new BridgeRules(Arrays.stream(Way.values()).map(Way::name).toList(), "create");

  static BridgeRules of(Sql sql) {
    return sql.first(
            "SELECT rules FROM bridge_setting WHERE tenant_id = :tenant",
            Map.of(),
            row -> read(row.text(1)))
        .orElse(DEFAULT);
  }

  private static BridgeRules read(String text) {
    JsonNode json = JSON.readTree(text);
    return new BridgeRules(
        json.path("matchBy").valueStream().map(JsonNode::asString).toList(),
        json.path("otherwise").asString());
  }

  /**
   * The ways, in order.
   *
   * @throws Problem one is none
   */
  List<Way> ways() {
    return matchBy.stream()
        .map(name ->
            Arrays.stream(Way.values())
                .filter(way -> way.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                    Problem.invalid(
                        "matchBy",
                        "can hold serviceIdentifier, meterNumber and accountNumber, not '"
                            + name
                            + "'")))
        .toList();
  }

  boolean creates() {
    return otherwise.equals("create");
  }

  void save(Sql sql) {
    Sql.Json json = new Sql.Json(JSON.writeValueAsString(this));
    sql.execute(
        """
        INSERT INTO bridge_setting (tenant_id, bridge_setting_id, rules) VALUES (:tenant, 1, :rules)
        ON CONFLICT (tenant_id, bridge_setting_id) DO UPDATE SET rules = excluded.rules
        """,
        Map.of("rules", json));
    sql.recordEdit(Tables.BRIDGE_SETTING, 1, json.text());
  }
}
