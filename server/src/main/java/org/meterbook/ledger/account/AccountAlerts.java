package org.meterbook.ledger.account;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.LedgerDate;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Part;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What is to be known, or stands in the way, when a bill of an account ends within a span. */
public final class AccountAlerts {
  private static final String PATH = "/api/v3/account/{accountId}/alert";
  private static final String ONE = PATH + "/{alertId}";
  private static final String OF_ACCOUNT = "$.account_id = :accountId";

  private static final Shape RESPONSE =
      Shape.of("AccountAlertResponse", Tables.ACCOUNT_ALERT)
          .integer("alertId", "identifier of the alert")
          .date("beginDate", "first day")
          .date("endDate", "last day")
          .text("message", "what is to be known")
          .bool("allowBillProcessing", "true warns only; false keeps bills out")
          .build();

  private static final int LONGEST = 4000;

  private AccountAlerts() {}

  record AccountAlertRequest(
      @Required @LedgerDate @Meaning("first day") LocalDateTime beginDate,
      @Required @LedgerDate @Meaning("last day") LocalDateTime endDate,
      @Required @Meaning("what is to be known") String message,
      @Required @Meaning("true warns only; false keeps bills out") Boolean allowBillProcessing) {
    Values values() {
      new Faults()
          .when(endDate.isBefore(beginDate), "endDate", "must not be before beginDate")
          .when(
              message.isBlank() || message.length() > LONGEST,
              "message",
              "must have 1 to %d characters".formatted(LONGEST))
          .refuse();
      return Values.from(this);
    }
  }

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .listing("GetAccountAlertsV3", PATH, "Accounts (View)", false, OF_ACCOUNT, "Lists alerts.")
        .oneWithin("GetAccountAlertV3", ONE, "Accounts (View)", OF_ACCOUNT, "Answers one alert.")
        .create(
            "CreateAccountAlertV3",
            PATH,
            "Accounts (Edit)",
            AccountAlertRequest.class,
            (call, request) ->
                call.sql()
                    .insert(
                        Tables.ACCOUNT_ALERT,
                        request.values().with("account_id", call.id("accountId"))),
            "Creates an alert.")
        .edit(
            "UpdateAccountAlertV3",
            ONE,
            "Accounts (Edit)",
            AccountAlertRequest.class,
            (call, request) -> call.sql().update(Tables.ACCOUNT_ALERT, id(call), request.values()),
            "Replaces an alert.")
        .delete(
            "DeleteAccountAlertV3",
            ONE,
            "Accounts (Edit)",
            call -> call.sql().delete(Tables.ACCOUNT_ALERT, id(call)),
            "Deletes an alert.");
  }

  private static int id(Call call) {
    return Part.of(call, Tables.ACCOUNT_ALERT, "alertId", "accountId");
  }

  /** The message of an alert that keeps out bills of an account that end on this day. */
  public static List<String> blocking(Sql sql, int account, LocalDateTime end) {
    return sql.list(
        """
        SELECT a.message FROM account_alert a WHERE a.tenant_id = :tenant AND a.account_id = :account AND NOT a.allow_bill_processing
          AND :end BETWEEN a.begin_date AND a.end_date ORDER BY a.alert_id
        """,
        Map.of("account", account, "end", end),
        row -> row.text(1));
  }

  /** Refuses a bill that an alert keeps out. */
  public static void requireUnblocked(Sql sql, int account, LocalDateTime end) {
    List<String> messages = blocking(sql, account, end);
    if (!messages.isEmpty()) {
      throw Problem.invalid(
          "endDate", "an alert of the account keeps bills out: " + messages.getFirst());
    }
  }
}
