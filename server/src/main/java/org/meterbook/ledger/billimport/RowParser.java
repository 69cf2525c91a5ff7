package org.meterbook.ledger.billimport;

import java.math.BigDecimal;
import java.util.Optional;
import org.meterbook.files.TextRow;
import org.meterbook.ledger.billimport.Measures.Measure;
import org.meterbook.ledger.billimport.Parties.AccountSeed;
import org.meterbook.ledger.billimport.Parties.MeterSeed;
import org.meterbook.ledger.billimport.Parties.Site;

/** Rows of text to rows of numbers. Finds every fault of a row, not only its first. */
final class RowParser {
  private static final int EXACT_DIGITS = 15;
  private static final int LAST_MONTH = 12;
  private static final int LAST_PERIOD = 13;
  private static final String ROOT = "ROOT";
  private static final String USUAL_PLACE = "ORGANIZATION";

  private final Profile profile;
  private final CellReader cells;
  private final Measures measures;
  private final Catalogue catalogue;
  private final Rows rows;
  private final Parties parties;
  private final Texts texts;
  private final Rows.Draft draft;

  RowParser(
      Profile profile,
      Columns columns,
      Measures measures,
      Catalogue catalogue,
      Rows rows,
      Parties parties,
      Texts texts) {
    this.profile = profile;
    this.cells = new CellReader(columns, profile.layout());
    this.measures = measures;
    this.catalogue = catalogue;
    this.rows = rows;
    this.parties = parties;
    this.texts = texts;
    this.draft = new Rows.Draft(measures.slots());
  }

  /**
   * Adds a row to the others; answers why it is refused, empty where it is good. One that is
   * refused, but says of which account and day it is, is added too, marked, so that nothing is
   * booked without it that belongs together.
   */
  Optional<Reason> add(TextRow row, Tally refused) {
    cells.start(row.cells());
    draft.line = row.line();
    draft.offset = row.offset();
    draft.length = row.length();
    String account = cells.code(Field.ACCOUNT);
    draft.end = cells.requiredDay(Field.END);
    boolean placed = cells.faults().isEmpty();
    if (profile.layout().endInclusive() && draft.end != Rows.NO_DAY) {
      draft.end++;
    }
    header();
    measure();
    parties(account);
    if (!row.ended() && !profile.layout().lastLineMayLackEnd()) {
      cells.fault("the file ends within this line, which may be cut off");
    }
    draft.refused = !cells.faults().isEmpty();
    if (placed) {
      rows.add(draft);
    }
    if (!draft.refused) {
      return Optional.empty();
    }
    tally(refused);
    return Optional.of(Reason.of(cells.faults()));
  }

  private void header() {
    draft.begin =
        profile.firstBill().isEmpty() ? cells.requiredDay(Field.BEGIN) : cells.day(Field.BEGIN);
    boolean whole = draft.begin != Rows.NO_DAY && draft.end != Rows.NO_DAY;
    if (whole && draft.end <= draft.begin) {
      cells.fault("the bill ends before it begins");
    }
    draft.statement = cells.day(Field.STATEMENT_DATE);
    draft.due = cells.day(Field.DUE_DATE);
    draft.invoice = texts.number(cells.text(Field.INVOICE_NUMBER));
    draft.note = texts.number(cells.text(Field.NOTE));
    draft.estimated = profile.layout().estimated().contains(cells.text(Field.ESTIMATED));
    if (profile.standard()) {
      flags();
    }
    draft.period = period(Field.BILLING_PERIOD, LAST_MONTH);
    draft.accountPeriod = period(Field.ACCOUNT_PERIOD, LAST_PERIOD);
    draft.nextReading = cells.day(Field.NEXT_READING);
    draft.control = texts.number(cells.text(Field.CONTROL_CODE));
  }

  /** Whatever A/C/E says, but E and C, is an actual bill. */
  private void flags() {
    String ace = cells.text(Field.ACE);
    draft.estimated |= ace.equalsIgnoreCase("E");
    draft.correction = ace.equalsIgnoreCase("C");
    Optional<Existing.Wish> wish = Existing.Wish.of(cells.text(Field.VPR));
    if (wish.isEmpty()) {
      cells.fault(Field.VPR, "is none of V, P and R");
    }
    draft.existing = wish.orElse(Existing.Wish.USUAL);
  }

  /** A period, {@code YYYYMM}; 0 where the row leaves it to the rule. */
  private int period(Field field, int last) {
    String text = cells.text(field);
    if (text.isEmpty() || text.equalsIgnoreCase(Searched.AUTO)) {
      return 0;
    }
    int period = text.matches("(19|20)[0-9]{4}") ? Integer.parseInt(text) : 0;
    if (period % 100 < 1 || period % 100 > last) {
      cells.fault(field, "is no period such as 202601");
    }
    return period;
  }

  private void measure() {
    boolean any = false;
    for (Measure measure : measures.all()) {
      measure.value().ifPresent(cell -> value(measure, cell));
      measure.cost().ifPresent(cell -> draft.slots[measure.costSlot()] = cents(measure, cell));
      any |= measure.value().filter(cell -> !cells.isEmpty(cell)).isPresent();
      any |= measure.cost().filter(cell -> !cells.isEmpty(cell)).isPresent();
    }
    if (!any && cells.faults().isEmpty()) {
      cells.fault("the row has neither quantity nor cost");
    }
  }

  private void value(Measure measure, Columns.Cell cell) {
    double value =
        cells
            .amount(cell, measure.optional())
            .filter(found -> cells.check(isExact(found), cell, "has more than 15 digits"))
            .map(BigDecimal::doubleValue)
            .orElse(Double.NaN);
    Columns.Cell unit = measure.unit().orElseThrow();
    Optional<Integer> unitId = catalogue.unit(cells.text(unit));
    cells.check(unitId.isPresent() || Double.isNaN(value), unit, "is not a unit");
    draft.slots[measure.valueSlot()] = Double.doubleToLongBits(value);
    if (measure.fixedUnit().isEmpty()) {
      draft.slots[measure.valueSlot() + 1] = unitId.orElse(0);
    }
  }

  private static boolean isExact(BigDecimal value) {
    return value.stripTrailingZeros().precision() <= EXACT_DIGITS;
  }

  private long cents(Measure measure, Columns.Cell cell) {
    return cells
        .amount(cell, measure.optional())
        .map(amount -> amount.movePointRight(2).stripTrailingZeros())
        .filter(cents -> cells.check(cents.scale() <= 0, cell, "has more than two decimals"))
        .map(BigDecimal::longValueExact)
        .orElse(Rows.NO_AMOUNT);
  }

  private void parties(String account) {
    String named = cells.has(Field.METER) || profile.standard() ? cells.text(Field.METER) : account;
    Optional<Searched> searched = profile.standard() ? searched(named) : Optional.empty();
    String meter =
        searched
            .map(Searched::key)
            .orElse(profile.standard() && Searched.isAutomatic(named) ? "" : named);
    Site site =
        new Site(
            cells.text(Field.LINE1),
            cells.text(Field.CITY),
            cells.text(Field.STATE),
            cells.text(Field.COUNTRY),
            cells.text(Field.POSTAL_CODE));
    AccountSeed accountSeed = accountSeed(account, site);
    MeterSeed meterSeed = meterSeed(named, searched, site);
    String key = profile.standard() ? account + '\n' + accountSeed.vendor() : account;
    draft.account = account.isEmpty() ? Texts.NONE : parties.account(key, () -> accountSeed);
    draft.meter = meter.isEmpty() ? Texts.NONE : parties.meter(meter, () -> meterSeed);
    if ((cells.has(Field.METER) || profile.standard())
        && meter.isEmpty()
        && measures.all().stream().anyMatch(this::hasValue)) {
      cells.fault("a quantity needs a meter");
    }
  }

  private boolean hasValue(Measure measure) {
    return measure.value().filter(cell -> !cells.isEmpty(cell)).isPresent();
  }

  /** A meter that is to be searched for; of a row without use the cost is the account's own. */
  private Optional<Searched> searched(String meter) {
    Optional<Searched> searched =
        Searched.of(meter, cells.text(Field.COMMODITY), cells.text(Field.SERIAL_NUMBER));
    boolean automatic = searched.isPresent() && !meter.isEmpty();
    return automatic && measures.all().stream().noneMatch(this::hasValue)
        ? Optional.empty()
        : searched;
  }

  private AccountSeed accountSeed(String code, Site site) {
    String vendor = profile.standard() ? cells.text(Field.VENDOR) : cells.code(Field.VENDOR);
    String costCenter = cells.code(Field.COST_CENTER);
    return new AccountSeed(
        code,
        cells.name(Field.ACCOUNT_NAME, code),
        vendor,
        cells.name(Field.VENDOR_NAME, vendor),
        costCenter.isEmpty() ? ROOT : costCenter,
        cells.name(Field.COST_CENTER_NAME, costCenter),
        site);
  }

  private MeterSeed meterSeed(String code, Optional<Searched> searched, Site site) {
    String place = cells.code(Field.PLACE);
    String parent = cells.code(Field.PLACE_PARENT);
    String type = cells.code(Field.PLACE_TYPE);
    return new MeterSeed(
        code,
        searched,
        cells.name(Field.METER_NAME, code),
        profile.standard() ? cells.text(Field.COMMODITY) : cells.code(Field.COMMODITY),
        cells.text(Field.RATE),
        cells.text(Field.SERIAL_NUMBER),
        place.isEmpty() ? ROOT : place,
        cells.name(Field.PLACE_NAME, place),
        type.isEmpty() ? USUAL_PLACE : type,
        parent.isEmpty() ? ROOT : parent,
        site);
  }

  /** Counts what can be read of a refused row. */
  private void tally(Tally refused) {
    Rows alone = new Rows(measures.slots(), 1);
    alone.add(draft);
    refused.add(measures.total(alone, 0), measures.use(alone, 0));
  }
}
