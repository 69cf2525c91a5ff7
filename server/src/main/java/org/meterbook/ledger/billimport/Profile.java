package org.meterbook.ledger.billimport;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file's columns mean, and what may be made of them.
 *
 * @param name of the profile
 * @param layout how the file is written
 * @param fields where accounts, meters and dates come from
 * @param lines what becomes the lines of a bill
 * @param firstBill length of the first bill of an account where begin dates are those of the bill
 *     before; empty where the file has begin dates
 * @param repeats what becomes of rows for the same account, dates and meter
 * @param create what is made where the books do not have it
 * @param standard books as the Advanced format has it: bills that are there are replaced as the
 *     file says, begin dates are adjusted, vendors and service dates must fit
 */
public record Profile(
    String name,
    Layout layout,
    Map<Field, Source> fields,
    List<Line> lines,
    Optional<Period> firstBill,
    Repeats repeats,
    Set<Creatable> create,
    boolean standard) {
  public Profile {
    fields = Map.copyOf(fields);
    lines = List.copyOf(lines);
    create = Set.copyOf(create);
  }

  /** Rows that repeat account, dates and meter. */
  public enum Repeats {
    /** One bill with the lines of each row. */
    MERGE,
    /** A bill each. */
    SEPARATE,
    /** None of them is booked. */
    REFUSE
  }

  /** What may be made where the books do not have it. */
  public enum Creatable {
    PLACES,
    ACCOUNTS,
    METERS,
    VENDORS,
    COST_CENTERS,
    LINKS,
    RATES
  }

  /**
   * How the file is written.
   *
   * @param header the first row names the columns
   * @param lastLineMayLackEnd a last line without a line's end is whole, not cut off
   * @param dateFormats patterns, tried in order
   * @param endInclusive the end date is the last day itself, not the day after it
   * @param decimal mark before the fraction
   * @param thousands mark between groups of three digits; empty for none
   * @param symbols characters that may stand around an amount
   * @param estimated what the column {@code estimated} says of an estimated bill
   */
  public record Layout(
      char delimiter,
      Charset encoding,
      boolean header,
      boolean lastLineMayLackEnd,
      List<String> dateFormats,
      boolean endInclusive,
      char decimal,
      String thousands,
      String symbols,
      Set<String> estimated) {
    public Layout {
      dateFormats = List.copyOf(dateFormats);
      estimated = Set.copyOf(estimated);
    }
  }

  /**
   * A column with a text before it, or without a column that text alone.
   *
   * @param column the header's name, or {@code #n} for the n-th
   */
  public record Source(Optional<String> column, String text) {}

  /**
   * A line of the bill, of one row.
   *
   * @param value column of the quantity
   * @param unit code of its unit, or the column that has it
   * @param cost column of the amount
   * @param optional an empty cell is no fault
   */
  public record Line(
      String caption,
      String observationType,
      Optional<String> value,
      Optional<Source> unit,
      Optional<String> cost,
      String currency,
      boolean optional) {}

  /**
   * Reads a profile.
   *
   * @throws ImportException it is none; the message says all that is wrong with it
   */
  public static Profile read(Path file) {
    return ProfileJson.read(file);
  }

  /** Reads a profile from JSON text; see {@link #read}. */
  public static Profile parse(String json) {
    return ProfileJson.parse(json);
  }

  Optional<Source> source(Field field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** The same of a file that was written anew, with commas. */
  Profile ofCommas() {
    Layout commas =
        new Layout(
            ',',
            java.nio.charset.StandardCharsets.UTF_8,
            layout.header(),
            true,
            layout.dateFormats(),
            layout.endInclusive(),
            layout.decimal(),
            layout.thousands(),
            layout.symbols(),
            layout.estimated());
    return new Profile(name, commas, fields, lines, firstBill, repeats, create, standard);
  }

  /** Can be read piece by piece, as no row depends on one far from it. */
  boolean streams() {
    return standard && firstBill.isEmpty();
  }

  boolean creates(Creatable what) {
    return create.contains(what);
  }

  /**
   * Whether several good rows can make one bill, so that one that is refused takes the others with
   * it.
   */
  boolean sharesBills() {
    return repeats != Repeats.SEPARATE || !source(Field.METER).equals(source(Field.ACCOUNT));
  }
}
