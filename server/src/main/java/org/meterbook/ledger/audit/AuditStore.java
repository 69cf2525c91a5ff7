package org.meterbook.ledger.audit;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterbook.energy.audit.Audit;
import org.meterbook.energy.audit.Parameter;
import org.meterbook.energy.audit.Parameters;
import org.meterbook.energy.audit.Setting;
import org.meterbook.energy.audit.Severity;
import org.meterbook.energy.audit.Status;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How audits are run, as it is kept: by code, in the settings of the datasource what differs from
 * the usual, at an account only whether.
 */
final class AuditStore {
  static final String STATUS = "settingStatus";
  static final String MINIMUM_COST = "minimumCost";
  static final String ASSIGNEES = "assignees";

  private static final int SETTING = 1;
  private static final JsonMapper MAPPER = new JsonMapper();

  private AuditStore() {}

  /** All audits of a datasource. */
  static Map<Audit, AuditRun> read(Sql sql) {
    JsonNode stored =
        sql.first(
                "SELECT s.audits::text FROM setting s WHERE s.tenant_id = :tenant AND s.setting_id = :id",
                Map.of("id", SETTING),
                row -> MAPPER.readTree(row.text(1)))
            .orElseThrow();
    Map<Audit, AuditRun> runs = new EnumMap<>(Audit.class);
    for (Audit audit : Audit.values()) {
      runs.put(audit, run(audit, stored.path(audit.code())));
    }
    return runs;
  }

  private static AuditRun run(Audit audit, JsonNode stored) {
    if (stored.isMissingNode()) {
      return new AuditRun(audit.usual(), Set.of());
    }
    Parameters told = audit.usual().parameters();
    for (Parameter parameter : audit.parameters()) {
      JsonNode value = stored.path(parameter.wireName());
      if (parameter == Parameter.SENSITIVITY && value.isString()) {
        told = told.with(Severity.of(value.asString()));
      } else if (value.isArray()) {
        told = told.with(parameter, value.valueStream().map(JsonNode::asString).toList());
      } else if (value.isIntegralNumber()) {
        told = told.with(parameter, value.intValue());
      }
    }
    Set<Integer> assignees = new HashSet<>();
    stored.path(ASSIGNEES).forEach(user -> assignees.add(user.intValue()));
    return new AuditRun(
        new Setting(
            Status.of(stored.path(STATUS).asString()), stored.path(MINIMUM_COST).intValue(), told),
        assignees);
  }

  /** Keeps how all audits are run. */
  static void write(Sql sql, Map<Audit, AuditRun> runs) {
    ObjectNode stored = MAPPER.createObjectNode();
    runs.forEach((audit, run) -> {
      ObjectNode one = stored.putObject(audit.code());
      one.put(STATUS, run.setting().status().wireName());
      one.put(MINIMUM_COST, run.setting().minimumCost());
      ArrayNode assignees = one.putArray(ASSIGNEES);
      run.assignees().stream().sorted().forEach(assignees::add);
      put(one, run.setting().parameters());
    });
    sql.update(
        Tables.SETTING,
        SETTING,
        Values.none().with("audits", new Sql.Json(MAPPER.writeValueAsString(stored))));
  }

  /** Adds what an audit was told to an object, by the names that clients know. */
  static void put(ObjectNode one, Parameters told) {
    told.numbers().forEach((parameter, number) -> one.put(parameter.wireName(), number));
    told.texts()
        .forEach((parameter, texts) -> {
          ArrayNode array = one.putArray(parameter.wireName());
          texts.forEach(array::add);
        });
    if (told.sensitivity() != Severity.UNDETERMINED) {
      one.put(Parameter.SENSITIVITY.wireName(), told.sensitivity().wireName());
    }
  }

  /** What an account has instead, of its column. */
  static Map<Audit, Status> overrides(String stored) {
    Map<Audit, Status> overrides = new EnumMap<>(Audit.class);
    if (!stored.equals("{}")) {
      JsonNode node = MAPPER.readTree(stored);
      for (Audit audit : Audit.values()) {
        if (node.has(audit.code())) {
          overrides.put(audit, Status.of(node.path(audit.code()).asString()));
        }
      }
    }
    return overrides;
  }

  /** An account's column. */
  static Sql.Json overrides(Map<Audit, Status> overrides) {
    Map<String, String> texts =
        overrides.entrySet().stream()
            .collect(
                Collectors.toMap(each -> each.getKey().code(), each -> each.getValue().wireName()));
    return new Sql.Json(MAPPER.writeValueAsString(texts));
  }

  /** Users who are still there. */
  static Set<Integer> known(Sql sql, Set<Integer> users) {
    return users.isEmpty()
        ? Set.of()
        : Set.copyOf(
            sql.list(
                "SELECT u.user_id FROM app_user u WHERE u.tenant_id = :tenant AND u.user_id = ANY(:users)",
                Map.of("users", List.copyOf(users)),
                row -> row.integer(1)));
  }
}
