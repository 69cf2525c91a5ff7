package org.meterbook.ledger.billimport;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterbook.files.DelimitedFile;
import org.meterbook.files.TextRow;
import org.meterbook.ledger.billimport.Profile.Layout;
import org.meterbook.ledger.billimport.Profile.Line;
import org.meterbook.ledger.billimport.Profile.Repeats;
import org.meterbook.ledger.billimport.Profile.Source;

/**
 * The Advanced format, which says itself what its columns are: headings of the bill in any order,
 * and a column {@code TYPE:UNIT:LABEL} for each line.
 */
final class Advanced {
  /** The formats of dates, of which a file has one; a workbook's dates are the second. */
  private static final List<String> DATES = List.of("yyyyMMdd", "yyyy-MM-dd", "M/d/yyyy");

  private static final int MOST_LINES = 1000;
  private static final int LONGEST_CAPTION = 100;
  private static final int ROWS_LOOKED_AT = 1000;
  private static final String DOLLARS = "USDOLLARS";

  /** What the headings are called, without blanks, dashes, slashes and underscores. */
  private static final Map<Field, List<String>> NAMES = new EnumMap<>(Field.class);

  static {
    NAMES.put(
        Field.ACCOUNT, List.of("ACCOUNT", "ACCOUNTCODE", "ACCOUNTNUMBER", "ACCOUNTNO", "ACCT"));
    NAMES.put(Field.BEGIN, List.of("STARTDATE", "BEGINDATE", "START", "BEGIN", "SERVICEFROM"));
    NAMES.put(Field.END, List.of("ENDDATE", "END", "SERVICETO"));
    NAMES.put(Field.ACE, List.of("ACE", "ACEFLAG"));
    NAMES.put(Field.VPR, List.of("VPR", "VPRFLAG"));
    NAMES.put(Field.METER, List.of("METERCODE", "METER"));
    NAMES.put(Field.VENDOR, List.of("VENDORCODE", "VENDOR"));
    NAMES.put(Field.SERIAL_NUMBER, List.of("SERIALNUMBER", "METERSERIALNUMBER", "SERIAL"));
    NAMES.put(Field.COMMODITY, List.of("COMMODITY", "COMMODITYCODE"));
    NAMES.put(Field.BILLING_PERIOD, List.of("BILLINGPERIOD"));
    NAMES.put(Field.ACCOUNT_PERIOD, List.of("ACCOUNTPERIOD", "ACCOUNTINGPERIOD"));
    NAMES.put(Field.STATEMENT_DATE, List.of("STATEMENTDATE", "STATEMENT", "BILLDATE"));
    NAMES.put(Field.DUE_DATE, List.of("DUEDATE", "DUE"));
    NAMES.put(Field.NEXT_READING, List.of("NEXTREADING", "NEXTREADINGDATE"));
    NAMES.put(Field.INVOICE_NUMBER, List.of("INVOICENUMBER", "INVOICE", "INVOICENO"));
    NAMES.put(Field.CONTROL_CODE, List.of("CONTROLCODE"));
    NAMES.put(Field.NOTE, List.of("NOTE", "BILLNOTE", "COMMENT"));
  }

  private static final Set<Field> REQUIRED = Set.of(Field.ACCOUNT, Field.BEGIN, Field.END);

  private final Catalogue catalogue;
  private final Map<Field, Source> fields = new EnumMap<>(Field.class);
  private final List<Line> lines = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private Advanced(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Reads what the columns of a file are.
   *
   * @throws ImportException its headings are not those of the format; the message says all that is
   *     wrong with them
   */
  static Profile profile(Path file, Catalogue catalogue) {
    try (DelimitedFile rows = DelimitedFile.open(file, StandardCharsets.UTF_8, ',')) {
      Optional<TextRow> first = rows.next();
      if (first.isEmpty() || first.get().fault().isPresent()) {
        throw new ImportException(
            "The headings cannot be read: "
                + first.flatMap(TextRow::fault).orElse("there are none")
                + ".");
      }
      Advanced format = new Advanced(catalogue);
      format.read(first.get().cells());
      return format.profile(format.dates(rows));
    }
  }

  private void read(List<String> headings) {
    for (int n = 0; n < headings.size(); n++) {
      String heading = headings.get(n).strip();
      if (heading.isEmpty() || heading.startsWith("*")) {
        continue;
      }
      Source column = new Source(Optional.of("#" + (n + 1)), "");
      if (heading.contains(":")) {
        line(heading, "#" + (n + 1));
      } else {
        field(heading)
            .ifPresentOrElse(
                field -> {
                  if (fields.put(field, column) != null) {
                    errors.add("'%s' is there twice".formatted(heading));
                  }
                },
                () -> errors.add("'%s' is no heading of the format".formatted(shown(heading))));
      }
    }
    for (Field field : Field.values()) {
      if (REQUIRED.contains(field) && !fields.containsKey(field)) {
        errors.add("%s is missing".formatted(NAMES.getOrDefault(field, List.of()).getFirst()));
      }
    }
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      errors.add("1 to %,d columns TYPE:UNIT:LABEL are needed".formatted(MOST_LINES));
    }
    if (!errors.isEmpty()) {
      throw new ImportException(
          "The headings are not those of the Advanced format: %s%s."
              .formatted(
                  String.join("; ", errors.stream().limit(10).toList()),
                  errors.size() > 10 ? "; and so on" : ""));
    }
  }

  private static String shown(String heading) {
    return heading.length() > 40 ? heading.substring(0, 40) + "…" : heading;
  }

  private static Optional<Field> field(String heading) {
    String plain = heading.toUpperCase(Locale.ROOT).replaceAll("[ _/.-]", "");
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().contains(plain))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void line(String heading, String column) {
    String[] parts = heading.split(":", 3);
    String type = parts[0].strip();
    String unit = parts[1].strip().isEmpty() ? DOLLARS : parts[1].strip();
    String caption = parts.length < 3 || parts[2].isBlank() ? type : parts[2].strip();
    Catalogue.Kind kind = catalogue.kinds().get(Codes.key(type));
    Optional<Integer> unitId = catalogue.unit(unit);
    if (kind == null || unitId.isEmpty() || caption.length() > LONGEST_CAPTION) {
      errors.add(
          kind == null
              ? "'%s': there is no observation type '%s'".formatted(shown(heading), shown(type))
              : unitId.isEmpty()
                  ? "'%s': there is no unit '%s'".formatted(shown(heading), shown(unit))
                  : "'%s': its label has more than %d characters"
                      .formatted(shown(heading), LONGEST_CAPTION));
      return;
    }
    lines.add(ImportProfiles.line(caption, type, unit, column, catalogue));
  }

  /** The format of the first begin date that can be read. */
  private String dates(DelimitedFile rows) {
    int column =
        Integer.parseInt(
                java.util.Objects.requireNonNull(fields.get(Field.BEGIN))
                    .column()
                    .orElseThrow()
                    .substring(1))
            - 1;
    for (int n = 0; n < ROWS_LOOKED_AT; n++) {
      Optional<TextRow> row = rows.next();
      if (row.isEmpty()) {
        break;
      }
      if (row.get().fault().isEmpty() && row.get().cells().size() > column) {
        String text = row.get().cells().get(column).strip();
        for (String format : DATES) {
          if (new Dates(List.of(format)).parse(text).isPresent()) {
            return format;
          }
        }
      }
    }
    return DATES.getFirst();
  }

  private Profile profile(String dates) {
    return new Profile(
        "Advanced format",
        layout(List.of(dates)),
        fields,
        lines,
        Optional.empty(),
        Repeats.MERGE,
        Set.of(),
        true);
  }

  /** Commas, UTF-8, and dollars if anything is written around amounts. */
  static Layout layout(List<String> dates) {
    return new Layout(
        ',', StandardCharsets.UTF_8, true, true, dates, false, '.', ",", "$", Set.of());
  }
}
