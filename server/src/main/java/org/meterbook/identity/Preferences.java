package org.meterbook.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Caller;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a user wants things shown: what was stored, over the defaults. */
final class Preferences {
  private static final JsonMapper JSON = new JsonMapper();

  private Preferences() {}

  /** What the user has set. */
  static ObjectNode stored(Sql sql, int user) {
    return sql.first(
            "SELECT preference FROM app_user WHERE tenant_id = :tenant AND user_id = :user",
            Map.of("user", user),
            row -> java.util.Optional.ofNullable(row.textOrNull(1)))
        .flatMap(text -> text)
        .map(text -> (ObjectNode) JSON.readTree(text))
        .orElseGet(JSON::createObjectNode);
  }

  static JsonNode shown(Sql sql, Caller caller) {
    ObjectNode all = defaults(caller);
    stored(sql, caller.userId())
        .properties()
        .forEach(entry -> all.set(entry.getKey(), entry.getValue()));
    return all;
  }

  private static ObjectNode defaults(Caller caller) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("weatherDegreeUnit", 1);
    for (String hidden :
        List.of(
            "metersShowInactive",
            "showDataSource",
            "accountsShowInactive",
            "emissionSourcesShowInactive",
            "viewVendorsTreeByCommodity",
            "helpOpen")) {
      values.put(hidden, false);
    }
    for (String tree :
        List.of(
            "buildingTreeDisplaySetting",
            "costCenterTreeDisplaySetting",
            "vendorTreeDisplaySetting")) {
      values.put(tree, "name");
    }
    values.put("billListRowsPerPage", 25);
    values.put("dateFormat", "MM/dd/yyyy");
    values.put("timeFormat", "h:mm tt");
    values.put("timeZoneCode", caller.zone().getId());
    values.put("trendChartNumberOfYears", 3);
    values.put("language", "en-US");
    for (String thing :
        List.of(
            "buildingAndOrganization",
            "meter",
            "account",
            "other",
            "collection",
            "emissionSource")) {
      values.put(thing + "Identifier", "name");
    }
    ObjectNode node = (ObjectNode) JSON.<JsonNode>valueToTree(values);
    node.putNull("buildingTreeGroupToDisplay");
    node.set(
        "groupDisplaySetting",
        JSON.valueToTree(
            Map.of(
                "periodType",
                1,
                "dataView",
                "calendarized",
                "showExcludedMembers",
                false,
                "showZeroAverages",
                false)));
    node.set(
        "workflowDisplaySetting",
        JSON.valueToTree(
            Map.of(
                "showUnapprovedList",
                true,
                "showAPExportList",
                true,
                "showGLExportList",
                true,
                "showExportHoldList",
                true)));
    return node;
  }
}
