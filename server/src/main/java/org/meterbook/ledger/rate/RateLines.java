package org.meterbook.ledger.rate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Faults;
import org.meterbook.api.FieldType;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.RequiredWhen;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Lines beside use and demand that a rate adds to a bill. */
final class RateLines {
  static final Shape RESPONSE =
      Shape.of("GenericBodylineResponse", Tables.RATE_LINE)
          .one("observationType", ObservationTypes.CHILD, "$.observation_type_id", "kind of line")
          .text("caption", "label of the line")
          .text("calculationType", "Fixed, Percentage or Subtotal")
          .field("value", FieldType.NUMBER, "amount, or percent")
          .build();

  private static final int FIXED_DECIMALS = 2;
  private static final int PERCENTAGE_DECIMALS = 8;

  private RateLines() {}

  record GenericBodylineRequest(
      @Refers("observation_type")
          @RequiredWhen(
              field = "calculationType",
              is = {"Fixed", "Percentage"})
          @Meaning("kind of line; of an account's line a cost")
          @Nullable Integer observationTypeId,
      @Length(max = 32)
          @RequiredWhen(
              field = "calculationType",
              is = {"Fixed", "Percentage", "Subtotal"})
          @Meaning("label of the line")
          @Nullable String caption,
      @Defined
          @OneOf({"Fixed", "Percentage", "Subtotal"})
          @Meaning("Fixed or Percentage; Subtotal is refused in rates")
          @Nullable String calculationType,
      @RequiredWhen(
              field = "calculationType",
              is = {"Fixed", "Percentage"})
          @Meaning("amount with at most 2 decimals, or percent with at most 8")
          @Nullable BigDecimal value) {}

  static void replace(
      Sql sql,
      int version,
      List<GenericBodylineRequest> account,
      List<GenericBodylineRequest> meter) {
    Faults faults = new Faults();
    check(account, "accountLineItems", faults);
    check(meter, "meterLineItems", faults);
    for (int n = 0; n < account.size(); n++) {
      Integer type = account.get(n).observationTypeId();
      faults.when(
          type != null
              && !sql.exists(
                  "SELECT 1 FROM observation_type o WHERE o.observation_type_id = :id AND o.class_code = 'cost'",
                  Map.of("id", type)),
          "accountLineItems[%d].observationTypeId".formatted(n),
          "must be a kind of cost");
    }
    faults.refuse();
    sql.list(
            "SELECT l.rate_line_id FROM rate_line l WHERE l.tenant_id = :tenant AND l.version_id = :version",
            Map.of("version", version),
            row -> row.integer(1))
        .forEach(line -> sql.delete(Tables.RATE_LINE, line));
    insert(sql, version, account, true);
    insert(sql, version, meter, false);
  }

  private static void check(List<GenericBodylineRequest> lines, String list, Faults faults) {
    for (int n = 0; n < lines.size(); n++) {
      GenericBodylineRequest line = lines.get(n);
      String at = "%s[%d].".formatted(list, n);
      String type = line.calculationType();
      faults.when(
          type == null || type.equals("Subtotal"),
          at + "calculationType",
          "must be Fixed or Percentage: a rate has no subtotals");
      int decimals = "Fixed".equals(type) ? FIXED_DECIMALS : PERCENTAGE_DECIMALS;
      faults.when(
          line.value() != null && line.value().stripTrailingZeros().scale() > decimals,
          at + "value",
          "must have at most %d decimals".formatted(decimals));
    }
  }

  private static void insert(
      Sql sql, int version, List<GenericBodylineRequest> lines, boolean account) {
    for (int n = 0; n < lines.size(); n++) {
      sql.insert(
          Tables.RATE_LINE,
          Values.from(lines.get(n))
              .with("version_id", version)
              .with("account_level", account)
              .with("display_order", n + 1));
    }
  }
}
