package org.meterbook.store;

import java.util.List;

/** The tables of the ledger, with what bounds their rows. */
public final class Tables {
  private static final String UNDER_PLACE =
      "EXISTS (SELECT 1 FROM place_ancestor s WHERE s.tenant_id = $.tenant_id AND s.place_id = $.place_id"
          + " AND s.ancestor_id = ANY(:topmostPlaces))";
  private static final String UNDER_COST_CENTER =
      "EXISTS (SELECT 1 FROM cost_center_ancestor s WHERE s.tenant_id = $.tenant_id AND s.cost_center_id = $.cost_center_id"
          + " AND s.ancestor_id = ANY(:topmostCostCenters))";

  // An account has no place and a meter no cost center of its own: each is seen through the other.
  // Whoever is bounded in one
  // hierarchy sees what is linked to something within, and what is linked to nothing yet. A scalar
  // subquery, because PostgreSQL
  // would make a hash of the whole table of an EXISTS under OR, for a page of 25.
  private static final String ACCOUNT_NOT_ELSEWHERE =
      "coalesce((SELECT bool_or(sm.place_id = ANY(:places)) FROM account_meter sl"
          + " JOIN meter sm ON sm.tenant_id = sl.tenant_id AND sm.meter_id = sl.meter_id"
          + " WHERE sl.tenant_id = %1$s.tenant_id AND sl.account_id = %1$s.account_id), true)";
  private static final String METER_NOT_ELSEWHERE =
      "coalesce((SELECT bool_or(sa.cost_center_id = ANY(:costCenters)) FROM account_meter sl"
          + " JOIN account sa ON sa.tenant_id = sl.tenant_id AND sa.account_id = sl.account_id"
          + " WHERE sl.tenant_id = $.tenant_id AND sl.meter_id = $.meter_id), true)";
  private static final String METER_AT_PLACE =
      "($.meter_id IS NULL OR (SELECT sm.place_id FROM meter sm WHERE sm.tenant_id = $.tenant_id AND sm.meter_id = $.meter_id) = ANY(:places))";

  // A channel is where its meter or its data point is.
  private static final String CHANNEL_AT_PLACE =
      "coalesce((SELECT sm.place_id FROM meter sm WHERE sm.tenant_id = $.tenant_id AND sm.meter_id = $.meter_id),"
          + " (SELECT sd.place_id FROM data_point sd WHERE sd.tenant_id = $.tenant_id AND sd.data_point_id = $.data_point_id)) = ANY(:places)";
  private static final String OF_CHANNEL =
      "EXISTS (SELECT 1 FROM channel sc WHERE sc.tenant_id = $.tenant_id AND sc.channel_id = $.channel_id AND %s)";

  // The channel and the second that an id is made of; a local day is no further than one from
  // UTC's.
  private static final String OF_READING =
      "$.channel_id = (:id::bigint >> 32)::int AND $.day BETWEEN date '1970-01-01' + ((:id::bigint & 4294967295) / 86400 - 2)::int"
          + " AND date '1970-01-01' + ((:id::bigint & 4294967295) / 86400 + 1)::int";

  private static final String READING_COUNT =
      "SELECT coalesce(sum(m.reading_count), 0)::bigint FROM interval_month m WHERE m.tenant_id = :tenant";

  /** A condition on the account that a row belongs to. */
  private static Table.Bound accountOf(String rows, String condition) {
    String within = "SELECT 1 FROM " + rows + " AND " + condition;
    // OFFSET keeps the planner from turning the join around.
    return new Table.Bound(
        "EXISTS (" + within + ")",
        "(SELECT " + condition + " FROM " + rows + ")",
        " JOIN LATERAL (" + within + " OFFSET 0) %s ON true");
  }

  private static final String OF_ACCOUNT =
      "account ta WHERE ta.tenant_id = $.tenant_id AND ta.account_id = $.account_id";
  private static final String OF_BILL =
      "bill tb JOIN account ta ON ta.tenant_id = tb.tenant_id AND ta.account_id = tb.account_id"
          + " WHERE tb.tenant_id = $.tenant_id AND tb.bill_id = $.bill_id";
  private static final String ACCOUNT_UNDER_COST_CENTER = "ta.cost_center_id = ANY(:costCenters)";

  public static final Table DATASOURCE = Table.shared("datasource").key("tenant_id");
  public static final Table UNIT_TYPE = Table.shared("unit_type");
  public static final Table UNIT = Table.shared("unit");
  public static final Table OBSERVATION_TYPE = Table.shared("observation_type");
  public static final Table OBSERVATION_METHOD = Table.shared("observation_method");
  public static final Table TIME_ZONE = Table.shared("time_zone");
  public static final Table METER_TYPE = Table.shared("meter_type");
  public static final Table ACCOUNT_TYPE = Table.shared("account_type");
  public static final Table VENDOR_TYPE = Table.shared("vendor_type");

  public static final Table USER_ROLE = Table.of("user_role");
  public static final Table APP_USER = Table.of("app_user").key("user_id");
  public static final Table API_KEY = Table.of("api_key");
  public static final Table LOGIN_TOKEN = Table.of("login_token");
  public static final Table USER_TOPMOST_PLACE = Table.of("user_topmost_place").key("user_id");
  public static final Table USER_TOPMOST_COST_CENTER =
      Table.of("user_topmost_cost_center").key("user_id");

  public static final Table USER_GROUP = Table.of("user_group");
  public static final Table USER_GROUP_MEMBER = Table.of("user_group_member").key("user_id");

  public static final Table PLACE_TYPE = Table.of("place_type");
  public static final Table PRIMARY_USE = Table.of("primary_use");
  public static final Table PLACE =
      Table.of("place")
          .withStamps()
          .bounded(Dimension.PLACE, new Table.Bound(UNDER_PLACE, "$.place_id = ANY(:places)", ""));
  public static final Table COST_CENTER =
      Table.of("cost_center")
          .withStamps()
          .bounded(
              Dimension.COST_CENTER,
              new Table.Bound(UNDER_COST_CENTER, "$.cost_center_id = ANY(:costCenters)", ""));
  public static final Table COMMODITY_CATEGORY = Table.of("commodity_category");
  public static final Table COMMODITY = Table.of("commodity");
  public static final Table VENDOR = Table.of("vendor").withStamps();
  public static final Table RATE = Table.of("rate");
  public static final Table RATE_VERSION = Table.of("rate_version").key("version_id").withStamps();
  public static final Table TEMPLATE = Table.of("template");
  public static final Table TEMPLATE_VERSION = Table.of("template_version").key("version_id");
  public static final Table TEMPLATE_LINE = Table.of("template_line");
  public static final Table GENERAL_LEDGER = Table.of("general_ledger");
  public static final Table ACCOUNT =
      Table.of("account")
          .withStamps()
          .bounded(Dimension.COST_CENTER, "$.cost_center_id = ANY(:costCenters)")
          .bounded(Dimension.PLACE, ACCOUNT_NOT_ELSEWHERE.formatted("$"))
          .implying(COST_CENTER);
  public static final Table METER =
      Table.of("meter")
          .withStamps()
          .bounded(Dimension.PLACE, "$.place_id = ANY(:places)")
          .bounded(Dimension.COST_CENTER, METER_NOT_ELSEWHERE)
          .implying(PLACE);
  public static final Table METER_GROUP_CATEGORY = Table.of("meter_group_category");
  public static final Table METER_GROUP = Table.of("meter_group");
  public static final Table METER_GROUP_MEMBER = Table.of("meter_group_member");
  public static final Table PLACE_GROUP_CATEGORY = Table.of("place_group_category");
  public static final Table PLACE_GROUP = Table.of("place_group");
  public static final Table PLACE_GROUP_MEMBER = Table.of("place_group_member");
  public static final Table LIST_TYPE = Table.shared("list_type");
  public static final Table DATA_FIELD = Table.shared("data_field");
  public static final Table DATA_LIST = Table.of("data_list").key("list_id");
  public static final Table DATA_LIST_USER = Table.of("data_list_user");
  public static final Table OBSERVATION_RULE = Table.shared("observation_rule");
  public static final Table MANUFACTURER = Table.shared("manufacturer");
  public static final Table ROUTE = Table.of("route");
  public static final Table PLACE_SIZE = Table.of("place_size").ordered("begin_date");
  public static final Table SCHEDULE = Table.of("schedule").withStamps();
  public static final Table DATA_POINT =
      Table.of("data_point").withStamps().bounded(Dimension.PLACE, "$.place_id = ANY(:places)");
  public static final Table CHANNEL =
      Table.of("channel")
          .withStamps()
          .bounded(Dimension.PLACE, CHANNEL_AT_PLACE)
          .bounded(Dimension.COST_CENTER, METER_NOT_ELSEWHERE)
          .implying(METER, DATA_POINT);
  public static final Table CHANNEL_VERSION =
      Table.of("channel_version")
          .bounded(Dimension.PLACE, OF_CHANNEL.formatted(CHANNEL_AT_PLACE.replace("$.", "sc.")))
          .bounded(
              Dimension.COST_CENTER,
              OF_CHANNEL.formatted(METER_NOT_ELSEWHERE.replace("$.", "sc.")));
  public static final Table READING_SOURCE = Table.of("reading_source");
  public static final Table READING_IMPORT_PROFILE =
      Table.of("reading_import_profile").key("profile_id");
  public static final Table READING =
      Table.of("reading", new Table.View(OF_READING, List.of("channel_id", "day"), READING_COUNT))
          .bounded(Dimension.PLACE, "$.place_id = ANY(:places)")
          .bounded(Dimension.COST_CENTER, METER_NOT_ELSEWHERE)
          .implying(METER, DATA_POINT, CHANNEL);
  public static final Table SUMMARIZED_READING =
      Table.of("summarized_reading", new Table.View(OF_READING, List.of("channel_id", "day"), ""))
          .bounded(Dimension.PLACE, "$.place_id = ANY(:places)")
          .bounded(Dimension.COST_CENTER, METER_NOT_ELSEWHERE)
          .implying(METER, DATA_POINT, CHANNEL);
  public static final Table CHANNEL_MONTH =
      Table.of(
              "channel_month",
              new Table.View(
                  "$.channel_id = (:id::bigint >> 32)::int", List.of("channel_id", "month"), ""))
          .bounded(Dimension.PLACE, "$.place_id = ANY(:places)")
          .bounded(Dimension.COST_CENTER, METER_NOT_ELSEWHERE)
          .implying(METER, DATA_POINT, CHANNEL);
  public static final Table ACCOUNT_METER =
      Table.of("account_meter")
          .bounded(Dimension.COST_CENTER, accountOf(OF_ACCOUNT, ACCOUNT_UNDER_COST_CENTER))
          .bounded(Dimension.PLACE, METER_AT_PLACE);
  public static final Table ACCOUNT_METER_RATE = Table.of("account_meter_rate");
  public static final Table FORM_TEMPLATE = Table.of("form_template");
  public static final Table BATCH = Table.of("batch");
  public static final Table BILL =
      Table.of("bill")
          .withStamps()
          .bounded(Dimension.COST_CENTER, accountOf(OF_ACCOUNT, ACCOUNT_UNDER_COST_CENTER))
          .bounded(Dimension.PLACE, accountOf(OF_ACCOUNT, ACCOUNT_NOT_ELSEWHERE.formatted("ta")))
          .implying(ACCOUNT);
  public static final Table BODY_LINE =
      Table.of("body_line")
          .bounded(Dimension.COST_CENTER, accountOf(OF_BILL, ACCOUNT_UNDER_COST_CENTER))
          .bounded(
              Dimension.PLACE,
              accountOf(OF_BILL, METER_AT_PLACE + " AND " + ACCOUNT_NOT_ELSEWHERE.formatted("ta")))
          .implying(BILL);
  public static final Table BILL_ACCOUNT_METER =
      Table.of("bill_account_meter")
          .bounded(Dimension.COST_CENTER, accountOf(OF_ACCOUNT, ACCOUNT_UNDER_COST_CENTER))
          .bounded(
              Dimension.PLACE,
              accountOf(
                  OF_ACCOUNT, METER_AT_PLACE + " AND " + ACCOUNT_NOT_ELSEWHERE.formatted("ta")))
          .implying(BILL);
  public static final Table BILL_IMPORT_PROFILE = Table.of("bill_import_profile");
  public static final Table BILL_PAGE_RULE = Table.of("bill_page_rule");
  public static final Table BILL_EXPORT = Table.of("bill_export");
  public static final Table BATCH_LOG = Table.of("batch_log");
  public static final Table FLAG_ISSUE_TYPE = Table.shared("flag_issue_type");
  public static final Table FLAG_TYPE = Table.of("flag_type");
  public static final Table FLAG = Table.of("flag");
  public static final Table FLAG_ASSIGNEE = Table.of("flag_assignee").key("user_id");
  public static final Table FLAG_ISSUE = Table.of("flag_issue");
  public static final Table FLAG_ISSUE_ASSIGNEE = Table.of("flag_issue_assignee").key("user_id");
  public static final Table FLAG_EVENT = Table.of("flag_event");

  public static final Table DATA_TYPE = Table.shared("data_type");
  public static final Table STORED_FILE = Table.of("stored_file");
  public static final Table UDF = Table.of("udf").ordered("udf_type", "display_order");
  public static final Table UDF_SELECT_VALUE = Table.of("udf_select_value");
  public static final Table UDF_VALUE = Table.of("udf_value");
  public static final Table GL_SUB_CODE = Table.of("gl_sub_code").key("sub_code_index");
  public static final Table GENERAL_LEDGER_SUB_CODE =
      Table.of("general_ledger_sub_code").key("sub_code_index");
  public static final Table CUSTOMER = Table.of("customer");
  public static final Table CONTACT = Table.of("contact");
  public static final Table ACCOUNT_CODE_HISTORY = Table.of("account_code_history");
  public static final Table METER_SERIAL_NUMBER_HISTORY = Table.of("meter_serial_number_history");
  public static final Table ACCOUNT_ALERT = Table.of("account_alert").key("alert_id");
  public static final Table RATE_LINE = Table.of("rate_line");
  public static final Table CARBON_COLLECTION =
      Table.of("carbon_collection").key("collection_id").withStamps();

  public static final Table SETTING = Table.of("setting");
  public static final Table ACCOUNT_PERIOD = Table.of("account_period").ordered("period_number");
  public static final Table ADMIN_SETTING = Table.of("admin_setting");
  public static final Table COST_CATEGORY = Table.of("cost_category");
  public static final Table NOTIFICATION_CATEGORY = Table.shared("notification_category");
  public static final Table NOTIFICATION_TYPE = Table.shared("notification_type");
  public static final Table NOTIFICATION = Table.of("notification");
  public static final Table TAG_TYPE = Table.shared("tag_type");
  public static final Table WEATHER_STATION = Table.of("weather_station");
  public static final Table TASK_TYPE = Table.shared("task_type");
  public static final Table TASK = Table.of("task");
  public static final Table WEBHOOK_EVENT_TYPE = Table.shared("webhook_event_type");
  public static final Table WEBHOOK = Table.of("webhook");
  public static final Table WEBHOOK_STATE = Table.of("webhook_state").key("webhook_id");
  public static final Table WEBHOOK_LOG = Table.of("webhook_log");
  public static final Table JOB = Table.of("job");
  public static final Table COLLECTION_TEMPLATE = Table.of("collection_template");
  public static final Table COLLECTION_FORM = Table.of("collection_form");
  public static final Table COLLECTION_AUTHORIZATION = Table.of("collection_authorization");
  public static final Table COLLECTION_METER = Table.of("collection_meter");
  public static final Table COLLECTION_DOCUMENT = Table.of("collection_document");
  public static final Table COLLECTION_BILL = Table.of("collection_bill");
  public static final Table COLLECTION_INTERVAL = Table.of("collection_interval");
  public static final Table COLLECTION_RUN = Table.of("collection_run");
  public static final Table COLLECTION_BILLING_ACCOUNT = Table.of("collection_billing_account");
  public static final Table COLLECTION_BILLING_SUMMARY = Table.of("collection_billing_summary");
  public static final Table COLLECTION_INBOX = Table.of("collection_inbox");
  public static final Table COLLECTION_EVENT = Table.of("collection_event");
  public static final Table WEBHOOK_ENDPOINT = Table.of("webhook_endpoint");
  public static final Table MAIL_ADDRESS = Table.of("mail_address");
  public static final Table MAIL_MESSAGE = Table.of("mail_message");
  public static final Table PREPAID_ACCOUNT = Table.of("prepaid_account");
  public static final Table PREPAID_ENTRY = Table.of("prepaid_entry");
  public static final Table BRIDGE_SETTING = Table.of("bridge_setting");
  public static final Table BRIDGE_METER = Table.of("bridge_meter");
  public static final Table BRIDGE_BILL = Table.of("bridge_bill");

  /** What requests may refer to by id, and paths by key. */
  public static final List<Table> REFERABLE =
      List.of(
          UNIT,
          OBSERVATION_TYPE,
          TIME_ZONE,
          METER_TYPE,
          ACCOUNT_TYPE,
          VENDOR_TYPE,
          USER_ROLE,
          APP_USER,
          API_KEY,
          USER_GROUP,
          PLACE_TYPE,
          PRIMARY_USE,
          PLACE,
          COST_CENTER,
          COMMODITY_CATEGORY,
          COMMODITY,
          VENDOR,
          RATE,
          RATE_VERSION,
          TEMPLATE,
          GENERAL_LEDGER,
          ACCOUNT,
          METER,
          ACCOUNT_METER,
          FORM_TEMPLATE,
          BATCH,
          BILL,
          BILL_EXPORT,
          OBSERVATION_RULE,
          MANUFACTURER,
          ROUTE,
          PLACE_SIZE,
          SCHEDULE,
          DATA_POINT,
          CHANNEL,
          CHANNEL_VERSION,
          READING_IMPORT_PROFILE,
          BILL_IMPORT_PROFILE,
          BILL_PAGE_RULE,
          READING,
          DATA_TYPE,
          UDF,
          CUSTOMER,
          CONTACT,
          ACCOUNT_ALERT,
          CARBON_COLLECTION,
          METER_GROUP_CATEGORY,
          METER_GROUP,
          PLACE_GROUP_CATEGORY,
          PLACE_GROUP,
          LIST_TYPE,
          DATA_FIELD,
          DATA_LIST,
          TASK,
          WEBHOOK,
          WEBHOOK_LOG,
          COST_CATEGORY,
          NOTIFICATION_TYPE,
          NOTIFICATION,
          FLAG_TYPE);

  private static final List<Table> BOUNDED =
      List.of(
          PLACE, COST_CENTER, ACCOUNT, METER, ACCOUNT_METER, BILL, BODY_LINE, DATA_POINT, CHANNEL);

  private Tables() {}

  /** A table with bounds, by its name. */
  public static Table bounded(String name) {
    return BOUNDED.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no bounds are known of " + name));
  }

  /** A table of a tenant that has nothing but an id. */
  public static Table byName(String name) {
    return name.equals("template_version") ? TEMPLATE_VERSION : Table.of(name);
  }
}
