package org.meterbook.store;

import java.util.List;

/** The tables of the ledger, with what bounds their rows. */
public final class Tables {
  private static final String UNDER_PLACE =
      "EXISTS (SELECT 1 FROM place_ancestor s WHERE s.tenant_id = $.tenant_id AND s.place_id = $.place_id"
          + " AND s.ancestor_id = ANY(:places))";
  private static final String UNDER_COST_CENTER =
      "EXISTS (SELECT 1 FROM cost_center_ancestor s WHERE s.tenant_id = $.tenant_id AND s.cost_center_id = $.cost_center_id"
          + " AND s.ancestor_id = ANY(:costCenters))";
  private static final String METER_UNDER_PLACE =
      "EXISTS (SELECT 1 FROM meter sm JOIN place_ancestor s ON s.tenant_id = sm.tenant_id AND s.place_id = sm.place_id"
          + " WHERE sm.tenant_id = $.tenant_id AND sm.meter_id = $.meter_id AND s.ancestor_id = ANY(:places))";
  private static final String ACCOUNT_UNDER_COST_CENTER =
      "EXISTS (SELECT 1 FROM account sa JOIN cost_center_ancestor s ON s.tenant_id = sa.tenant_id"
          + " AND s.cost_center_id = sa.cost_center_id WHERE sa.tenant_id = $.tenant_id AND sa.account_id = $.account_id"
          + " AND s.ancestor_id = ANY(:costCenters))";

  // An account has no place and a meter no cost center of its own: each is seen through the other. Whoever is bounded in one
  // hierarchy sees what is linked to something within, and what is linked to nothing yet.
  private static final String ACCOUNT_NOT_ELSEWHERE =
      "(EXISTS (SELECT 1 FROM account_meter sl JOIN meter sm ON sm.tenant_id = sl.tenant_id AND sm.meter_id = sl.meter_id"
          + " JOIN place_ancestor s ON s.tenant_id = sm.tenant_id AND s.place_id = sm.place_id"
          + " WHERE sl.tenant_id = $.tenant_id AND sl.account_id = $.account_id AND s.ancestor_id = ANY(:places))"
          + " OR NOT EXISTS (SELECT 1 FROM account_meter sl WHERE sl.tenant_id = $.tenant_id AND sl.account_id = $.account_id"
          + " AND sl.meter_id IS NOT NULL))";
  private static final String METER_NOT_ELSEWHERE =
      "(EXISTS (SELECT 1 FROM account_meter sl JOIN account sa ON sa.tenant_id = sl.tenant_id AND sa.account_id = sl.account_id"
          + " JOIN cost_center_ancestor s ON s.tenant_id = sa.tenant_id AND s.cost_center_id = sa.cost_center_id"
          + " WHERE sl.tenant_id = $.tenant_id AND sl.meter_id = $.meter_id AND s.ancestor_id = ANY(:costCenters))"
          + " OR NOT EXISTS (SELECT 1 FROM account_meter sl WHERE sl.tenant_id = $.tenant_id AND sl.meter_id = $.meter_id))";

  public static final Table DATASOURCE = new Table("datasource", "tenant_id", true, false, java.util.Map.of());
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
  public static final Table USER_TOPMOST_COST_CENTER = Table.of("user_topmost_cost_center").key("user_id");

  public static final Table PLACE_TYPE = Table.of("place_type");
  public static final Table PRIMARY_USE = Table.of("primary_use");
  public static final Table PLACE = Table.of("place").withStamps().bounded(Dimension.PLACE, UNDER_PLACE);
  public static final Table COST_CENTER =
      Table.of("cost_center").withStamps().bounded(Dimension.COST_CENTER, UNDER_COST_CENTER);
  public static final Table COMMODITY_CATEGORY = Table.of("commodity_category");
  public static final Table COMMODITY = Table.of("commodity");
  public static final Table VENDOR = Table.of("vendor").withStamps();
  public static final Table RATE = Table.of("rate");
  public static final Table RATE_VERSION = Table.of("rate_version").key("version_id");
  public static final Table TEMPLATE = Table.of("template");
  public static final Table TEMPLATE_VERSION = Table.of("template_version").key("version_id");
  public static final Table TEMPLATE_LINE = Table.of("template_line");
  public static final Table GENERAL_LEDGER = Table.of("general_ledger");
  public static final Table ACCOUNT =
      Table.of("account")
          .withStamps()
          .bounded(Dimension.COST_CENTER, UNDER_COST_CENTER)
          .bounded(Dimension.PLACE, ACCOUNT_NOT_ELSEWHERE);
  public static final Table METER =
      Table.of("meter").withStamps().bounded(Dimension.PLACE, UNDER_PLACE).bounded(Dimension.COST_CENTER, METER_NOT_ELSEWHERE);
  public static final Table METER_GROUP = Table.of("meter_group");
  public static final Table METER_GROUP_MEMBER = Table.of("meter_group_member").key("meter_group_id");
  public static final Table ACCOUNT_METER =
      Table.of("account_meter")
          .bounded(Dimension.COST_CENTER, ACCOUNT_UNDER_COST_CENTER)
          .bounded(Dimension.PLACE, "($.meter_id IS NULL OR " + METER_UNDER_PLACE + ")");
  public static final Table ACCOUNT_METER_RATE = Table.of("account_meter_rate");
  public static final Table FORM_TEMPLATE = Table.of("form_template");
  public static final Table BATCH = Table.of("batch");
  public static final Table BILL =
      Table.of("bill")
          .withStamps()
          .bounded(Dimension.COST_CENTER, ACCOUNT_UNDER_COST_CENTER)
          .bounded(Dimension.PLACE, ACCOUNT_NOT_ELSEWHERE);
  public static final Table BODY_LINE =
      Table.of("body_line").bounded(Dimension.PLACE, "($.meter_id IS NULL OR " + METER_UNDER_PLACE + ")");

  /** What requests may refer to by id, and paths by key. */
  public static final List<Table> REFERABLE =
      List.of(
          UNIT, OBSERVATION_TYPE, TIME_ZONE, METER_TYPE, ACCOUNT_TYPE, VENDOR_TYPE, USER_ROLE, APP_USER, API_KEY, PLACE_TYPE,
          PRIMARY_USE, PLACE, COST_CENTER, COMMODITY_CATEGORY, COMMODITY, VENDOR, RATE, RATE_VERSION, TEMPLATE, GENERAL_LEDGER,
          ACCOUNT, METER, ACCOUNT_METER, FORM_TEMPLATE, BATCH, BILL);

  private Tables() {}

  /** A table of a tenant that has nothing but an id. */
  public static Table byName(String name) {
    return name.equals("template_version") ? TEMPLATE_VERSION : Table.of(name);
  }
}
