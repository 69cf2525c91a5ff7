package org.meterbook.energy.audit;

import static org.meterbook.energy.audit.Parameter.AT_LEAST;
import static org.meterbook.energy.audit.Parameter.AT_MOST;
import static org.meterbook.energy.audit.Parameter.BILLS;
import static org.meterbook.energy.audit.Parameter.DAYS;
import static org.meterbook.energy.audit.Parameter.DAYS_LONGER;
import static org.meterbook.energy.audit.Parameter.DAYS_SHORTER;
import static org.meterbook.energy.audit.Parameter.LINE_ITEM_DESCRIPTIONS;
import static org.meterbook.energy.audit.Parameter.LINE_ITEM_TYPES;
import static org.meterbook.energy.audit.Parameter.PERCENT_ABOVE;
import static org.meterbook.energy.audit.Parameter.PERCENT_BELOW;
import static org.meterbook.energy.audit.Parameter.PERCENT_LENGTH_VARIANCE;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterbook.energy.audit.CompareRules.Quantity;

/**
 * The audits. Each has the settings that it begins with; identifiers are for ever, those from 101
 * on are of audits that only this house has.
 */
public enum Audit {
  BILL_CONTAINS_LINE_ITEM_DESCRIPTIONS(
      1, Status.SKIP, Parameters.none(LINE_ITEM_DESCRIPTIONS), LineRules::describedAs),
  BILL_CONTAINS_LINE_ITEM_TYPES(
      2, Status.SKIP, Parameters.none(LINE_ITEM_TYPES), LineRules::ofType),
  TOTAL_BILL_COST_DOES_NOT_MATCH_LINE_ITEM_TYPES(
      3, Status.SKIP, Parameters.none(LINE_ITEM_TYPES), LineRules::typesDiffer),
  BILLING_PERIOD_OUTSIDE_START_END_DATES(
      4, Status.CHECK, Parameters.NONE, DateRules::periodOutside),
  BILL_OVERLAPS_WITH_OTHER_ACCOUNT_BILL(5, Status.CHECK, Parameters.NONE, DateRules::overlap),
  GAP_BETWEEN_BILL_AND_PREVIOUS_BILL_ON_ACCOUNT(6, Status.CHECK, Parameters.NONE, DateRules::gap),
  BILL_ENDS_IN_FUTURE(7, Status.CHECK, Parameters.NONE, DateRules::endsInFuture),
  ACCOUNT_HAS_MULTIPLE_BILLS_IN_BILLING_PERIOD(
      8, Status.CHECK, Parameters.NONE, DateRules::manyInPeriod),
  STATEMENT_DATE_BEFORE_END_DATE(9, Status.CHECK, Parameters.NONE, DateRules::statementBeforeEnd),
  DUE_DATE_BEFORE_END_DATE(10, Status.CHECK, Parameters.NONE, DateRules::dueBeforeEnd),
  BILL_SIGNIFICANTLY_SHORTER_OR_LONGER_THAN_PREVIOUS(
      11, Status.CHECK, Parameters.of(PERCENT_LENGTH_VARIANCE, 50), DateRules::lengthDiffers),
  TOO_MANY_CONSECUTIVE_ESTIMATED_BILLS(
      12, Status.CHECK, Parameters.of(BILLS, 2), DateRules::estimatedInARow),
  DUE_DATE_TOO_LONG_AFTER_BILL_END(
      13, Status.CHECK, Parameters.of(DAYS, 60), DateRules::dueTooLong),
  STATEMENT_DATE_TOO_LONG_AFTER_BILL_END(
      14, Status.CHECK, Parameters.of(DAYS, 45), DateRules::statementTooLong),
  INVOICE_NUMBER_IS_REPEATED_ON_ACCOUNT(15, Status.CHECK, Parameters.NONE, RepeatRules::invoice),
  LIKELY_DUPLICATE_BILL_ON_ACCOUNT(16, Status.CHECK, Parameters.NONE, RepeatRules::duplicate),
  TOTAL_METER_COST_IS_PERCENTAGE_HIGHER_THAN_PAST_YEAR(
      17, Status.CHECK, Parameters.of(PERCENT_ABOVE, 50), Quantity.COST::lastYear),
  TOTAL_METER_USE_IS_PERCENTAGE_HIGHER_THAN_PAST_YEAR(
      18, Status.CHECK, Parameters.of(PERCENT_ABOVE, 50), Quantity.USE::lastYear),
  SERIAL_NUMBER_DOES_NOT_MATCH_IMPORT_FILE(
      19, Status.CHECK, Parameters.NONE, LineRules::serialNumber),
  RATE_CODE_DOES_NOT_MATCH_IMPORT_FILE(20, Status.CHECK, Parameters.NONE, LineRules::rateCode),
  IMPORT_FILE_START_DATE_ADJUSTED_TO_PREVENT_GAPS(
      21, Status.SKIP, Parameters.NONE, DateRules::startAdjusted),
  ACCOUNT_ALERT_EXISTS_ON_ACCOUNT_IN_IMPORT_FILE(
      22, Status.CHECK, Parameters.NONE, DateRules::alerted),
  ABNORMAL_BILL_COST_WITH_OUTLIER_ANALYSIS(
      23, Status.CHECK, Parameters.of(Severity.SEVERE), OutlierRules::abnormalCost),
  ABNORMAL_BILL_USE_WITH_OUTLIER_ANALYSIS(
      24, Status.CHECK, Parameters.of(Severity.SEVERE), OutlierRules::abnormalUse),
  ABNORMAL_BILL_DEMAND_WITH_OUTLIER_ANALYSIS(
      25, Status.CHECK, Parameters.of(Severity.SEVERE), OutlierRules::abnormalDemand),

  CONTROL_CODE_IS_REPEATED_ON_ACCOUNT(101, Status.SKIP, Parameters.NONE, RepeatRules::controlCode),
  TOTAL_BILL_COST_DOES_NOT_MATCH_LINE_ITEMS(
      102, Status.CHECK, Parameters.NONE, LineRules::linesDiffer),
  LINE_ITEM_IS_REPEATED_ON_BILL(103, Status.CHECK, Parameters.NONE, LineRules::repeated),
  LINE_ITEM_DESCRIPTION_HAS_UNUSUAL_VALUE(
      104,
      Status.SKIP,
      Parameters.none(LINE_ITEM_DESCRIPTIONS),
      LineRules::captionedAmount,
      AT_MOST,
      AT_LEAST),
  LINE_ITEM_TYPE_HAS_UNUSUAL_VALUE(
      105,
      Status.SKIP,
      Parameters.none(LINE_ITEM_TYPES),
      LineRules::typedAmount,
      AT_MOST,
      AT_LEAST),
  USE_IS_NEGATIVE(106, Status.CHECK, Parameters.NONE, LineRules::negativeUse),
  DUE_DATE_BEFORE_STATEMENT_DATE(107, Status.CHECK, Parameters.NONE, DateRules::dueBeforeStatement),
  BILL_LENGTH_IS_UNUSUAL(
      108,
      Status.SKIP,
      Parameters.of(DAYS_SHORTER, 20).with(DAYS_LONGER, 30),
      DateRules::lengthUnusual),
  BILL_IS_MISSING(109, Status.CHECK, Parameters.NONE, DateRules::missing),
  COST_IS_SAME_AS_LATEST_BILL(110, Status.CHECK, Parameters.NONE, RepeatRules::costAsBefore),
  USE_IS_SAME_AS_PREVIOUS_BILLS(
      111, Status.CHECK, Parameters.of(BILLS, 3), RepeatRules::useAsBefore),
  TOO_MANY_CONSECUTIVE_BILLS_WITHOUT_USE(
      112, Status.SKIP, Parameters.of(BILLS, 2), RepeatRules::zeroInARow),
  USE_DIFFERS_FROM_PRIOR_TWO_MONTHS(
      113,
      Status.SKIP,
      Parameters.of(PERCENT_ABOVE, 20).with(PERCENT_BELOW, 50),
      Quantity.USE::priorMonths),
  COST_DIFFERS_FROM_PRIOR_TWO_MONTHS(
      114,
      Status.SKIP,
      Parameters.of(PERCENT_ABOVE, 20).with(PERCENT_BELOW, 50),
      Quantity.COST::priorMonths),
  USE_DIFFERS_FROM_SAME_MONTH_LAST_YEAR(
      115,
      Status.SKIP,
      Parameters.of(PERCENT_ABOVE, 20).with(PERCENT_BELOW, 50),
      Quantity.USE::lastYear),
  COST_DIFFERS_FROM_SAME_MONTH_LAST_YEAR(
      116,
      Status.SKIP,
      Parameters.of(PERCENT_ABOVE, 20).with(PERCENT_BELOW, 50),
      Quantity.COST::lastYear),
  USE_IS_BEYOND_LAST_TWELVE_MONTHS(
      117,
      Status.SKIP,
      Parameters.of(PERCENT_ABOVE, 20).with(PERCENT_BELOW, 50),
      Quantity.USE::extremes),
  COST_IS_BEYOND_LAST_TWELVE_MONTHS(
      118,
      Status.SKIP,
      Parameters.of(PERCENT_ABOVE, 20).with(PERCENT_BELOW, 50),
      Quantity.COST::extremes),
  UNIT_COST_DIFFERS_FROM_LAST_YEAR(
      119,
      Status.SKIP,
      Parameters.of(PERCENT_ABOVE, 50).with(PERCENT_BELOW, 50),
      CompareRules::unitCost),
  UNIT_COST_DIFFERS_FROM_PREVIOUS_BILLS(
      120,
      Status.CHECK,
      Parameters.of(PERCENT_ABOVE, 50).with(PERCENT_BELOW, 50),
      CompareRules::unitCostOfYear),
  LOAD_FACTOR_IS_IMPOSSIBLE(
      121, Status.CHECK, Parameters.of(PERCENT_ABOVE, 100), CompareRules::loadFactor);

  /** Audits that need no other bill than the one they look at. */
  private static final Set<Audit> ALONE =
      EnumSet.of(
          BILL_CONTAINS_LINE_ITEM_DESCRIPTIONS,
          BILL_CONTAINS_LINE_ITEM_TYPES,
          TOTAL_BILL_COST_DOES_NOT_MATCH_LINE_ITEM_TYPES,
          BILLING_PERIOD_OUTSIDE_START_END_DATES,
          BILL_ENDS_IN_FUTURE,
          STATEMENT_DATE_BEFORE_END_DATE,
          DUE_DATE_BEFORE_END_DATE,
          DUE_DATE_TOO_LONG_AFTER_BILL_END,
          STATEMENT_DATE_TOO_LONG_AFTER_BILL_END,
          SERIAL_NUMBER_DOES_NOT_MATCH_IMPORT_FILE,
          RATE_CODE_DOES_NOT_MATCH_IMPORT_FILE,
          IMPORT_FILE_START_DATE_ADJUSTED_TO_PREVENT_GAPS,
          ACCOUNT_ALERT_EXISTS_ON_ACCOUNT_IN_IMPORT_FILE,
          TOTAL_BILL_COST_DOES_NOT_MATCH_LINE_ITEMS,
          LINE_ITEM_IS_REPEATED_ON_BILL,
          LINE_ITEM_DESCRIPTION_HAS_UNUSUAL_VALUE,
          LINE_ITEM_TYPE_HAS_UNUSUAL_VALUE,
          USE_IS_NEGATIVE,
          DUE_DATE_BEFORE_STATEMENT_DATE,
          LOAD_FACTOR_IS_IMPOSSIBLE);

  private static final int FIRST_OWN = 101;
  private static final Map<Integer, Audit> BY_ID =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(Audit::id, audit -> audit));

  private final int id;
  private final Setting usual;
  private final Optional<BillRule> billRule;
  private final Optional<MeterRule> meterRule;
  private final Set<Parameter> parameters;

  Audit(int id, Status usual, Parameters told, BillRule rule, Parameter... optional) {
    this(id, usual, told, Optional.of(rule), Optional.empty(), optional);
  }

  Audit(int id, Status usual, Parameters told, MeterRule rule) {
    this(id, usual, told, Optional.empty(), Optional.of(rule));
  }

  Audit(
      int id,
      Status usual,
      Parameters told,
      Optional<BillRule> billRule,
      Optional<MeterRule> meterRule,
      Parameter... optional) {
    this.id = id;
    this.usual = new Setting(usual, 0, told);
    this.billRule = billRule;
    this.meterRule = meterRule;
    this.parameters = EnumSet.noneOf(Parameter.class);
    parameters.addAll(told.texts().keySet());
    parameters.addAll(told.numbers().keySet());
    parameters.addAll(List.of(optional));
    if (told.sensitivity() != Severity.UNDETERMINED) {
      parameters.add(Parameter.SENSITIVITY);
    }
  }

  /** Tells it from the others, for ever. */
  public int id() {
    return id;
  }

  /** The one of an identifier. */
  public static Optional<Audit> of(int id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** Its name as a property: {@code billEndsInFuture}. */
  public String code() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
    return words[0]
        + Stream.of(words)
            .skip(1)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }

  /** How it is run where nobody said otherwise. */
  public Setting usual() {
    return usual;
  }

  /** What it can be told. */
  public Set<Parameter> parameters() {
    return Set.copyOf(parameters);
  }

  /** Does only this house have it, so that clients may not know it? */
  public boolean isOwn() {
    return id >= FIRST_OWN;
  }

  /** May what it finds change when other bills do? */
  public boolean dependsOnHistory() {
    return !ALONE.contains(this);
  }

  /** What it finds at a bill, and at each of its meters. */
  public List<Finding> find(BillCase bill, Setting setting) {
    List<Finding> findings = new ArrayList<>();
    if (reaches(bill.bill().total(), setting)) {
      billRule
          .flatMap(rule -> rule.find(bill, setting.parameters()))
          .ifPresent(words -> findings.add(new Finding(this, OptionalInt.empty(), words)));
    }
    meterRule.ifPresent(rule ->
        bill.meters().stream()
            .filter(meter -> reaches(meter.now().cost(), setting))
            .forEach(meter ->
                rule.find(meter, setting.parameters())
                    .ifPresent(words ->
                        findings.add(new Finding(this, OptionalInt.of(meter.meterId()), words)))));
    return findings;
  }

  private static boolean reaches(BigDecimal cost, Setting setting) {
    return setting.minimumCost() == 0
        || cost.abs().compareTo(BigDecimal.valueOf(setting.minimumCost())) >= 0;
  }

  /** Looks at a bill. */
  @FunctionalInterface
  interface BillRule {
    Optional<String> find(BillCase bill, Parameters told);
  }

  /** Looks at a meter of a bill. */
  @FunctionalInterface
  interface MeterRule {
    Optional<String> find(MeterCase meter, Parameters told);
  }
}
