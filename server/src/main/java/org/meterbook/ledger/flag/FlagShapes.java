package org.meterbook.ledger.flag;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.ledger.People;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/** What flags look like. */
final class FlagShapes {
  private static final Shape ACTION =
      Shape.of("FlagActionChild", Tables.FLAG_EVENT)
          .integer("flagActionId", "identifier of the action")
          .field(
              "flagActionInfo",
              FieldType.TEXT,
              FlagAction.named("$.flag_action_id"),
              "name of the action")
          .build();

  private static final Shape EVENT =
      Shape.of("FlagEventChild", Tables.FLAG_EVENT)
          .integer("flagEventId", "identifier of the event")
          .one("createdBy", People.CHILD, "$.created_by", "who did it; null for the system")
          .field("createdDate", FieldType.MOMENT, "when")
          .text("comment", "what was said")
          .text("description", "what happened")
          .group("flagAction", ACTION, "what was done")
          .build();

  private static final Shape ISSUE_STATUS =
      status("FlagIssueStatusChild", Tables.FLAG_ISSUE, "flagIssueStatusId", "flagIssueStatusInfo");

  /** An issue, with its audit. */
  static final Shape ISSUE =
      Shape.of("FlagIssueResponse", Tables.FLAG_ISSUE)
          .join("type", Tables.FLAG_ISSUE_TYPE, "$.flag_issue_type_id")
          .integer("flagIssueId", "identifier of the issue")
          .integer("flagIssueTypeId", "identifier of the audit")
          .field(
              "flagIssueTypeInfo",
              FieldType.TEXT,
              "$type.flag_issue_type_info",
              "name of the audit")
          .field(
              "flagIssueTypeDescription",
              FieldType.TEXT,
              "$type.flag_issue_type_description",
              "what it looks for")
          .field(
              "flagIssueCategory",
              FieldType.TEXT,
              "$type.flag_issue_category",
              "what it is about: Bill, Dates, Duplicates, Use, Cost or Import")
          .field("description", FieldType.TEXT, "$.message", "what it found, with numbers")
          .field(
              "meterId",
              FieldType.INTEGER,
              "nullif($.meter_id, 0)",
              "the meter it was found at; null where it is the bill's own")
          .group("flagIssueStatus", ISSUE_STATUS, "resolved or not")
          .field("createdDate", FieldType.MOMENT, "when it was found first")
          .field("modifiedDate", FieldType.MOMENT, "when it was changed last")
          .linked(
              "assignees",
              People.CHILD,
              Tables.FLAG_ISSUE_ASSIGNEE,
              "$.user_id",
              "who is to look at it")
          .many(
              "flagIssueEvents",
              EVENT,
              "flag_issue_id",
              "",
              "$.flag_event_id",
              "what was done to it")
          .build();

  private static final Shape STATUS =
      status("FlagStatusChild", Tables.FLAG, "flagStatusId", "flagStatusInfo");

  /** The flag of a bill. */
  static final Shape RESPONSE =
      People.stamps(
              Shape.of("FlagResponse", Tables.FLAG)
                  .integer("flagId", "identifier of the flag")
                  .one("flagType", FlagTypes.CHILD, "$.flag_type_id", "why it is flagged")
                  .group("flagStatus", STATUS, "resolved or not"))
          .field("costRecovery", FieldType.MONEY, "money that was got back, or may be")
          .many("flagEvents", EVENT, "flag_id", "", "$.flag_event_id", "what was done to it")
          .linked(
              "assignees", People.CHILD, Tables.FLAG_ASSIGNEE, "$.user_id", "who is to look at it")
          .many("flagIssues", ISSUE, "flag_id", "", "$.flag_issue_id", "what audits found")
          .build();

  private FlagShapes() {}

  private static Shape status(String name, Table table, String id, String info) {
    String column = org.meterbook.store.Values.column(id);
    return Shape.of(name, table)
        .integer(id, "1 unresolved, 2 resolved")
        .field(
            info,
            FieldType.TEXT,
            "CASE $.%s WHEN 1 THEN 'Unresolved' ELSE 'Resolved' END".formatted(column),
            "Unresolved or Resolved")
        .build();
  }
}
