package org.meterbook.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/**
 * The rows of the first sheet of a workbook (XLSX), as text. A cell that is formatted as a date, a
 * time or both is written {@code yyyy-MM-ddTHH:mm:ss}, a number as such.
 */
public final class WorkbookFile implements RowSource {
  /** What stands between brackets or quotes, or after a backslash, is no pattern. */
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.");

  private static final Pattern DATE = Pattern.compile("[ymdhs]", Pattern.CASE_INSENSITIVE);

  /** Formats that a workbook need not spell out: dates and times. */
  private static final List<Integer> DATE_FORMATS =
      List.of(14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47);

  /** The last day of the year 9999, after which there are no dates in a workbook. */
  private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466);

  /** A format of nothing but zeros, which shows so many digits at least. */
  private static final Pattern ZEROS = Pattern.compile("0{2,32}");

  /** What a formula that cannot be calculated results in. */
  private static final Pattern ERROR = Pattern.compile("#([A-Z_]+[!?]|DIV/0!|N/A|GETTING_DATA)");

  private static final int LONGEST_NUMBER = 400;
  private static final long DAY_MILLISECONDS = 86_400_000;

  private final ReadableWorkbook workbook;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final LocalDateTime zero;
  private final boolean calculated;
  private int lastRow;

  private WorkbookFile(ReadableWorkbook workbook, boolean calculated) throws IOException {
    this.workbook = workbook;
    this.calculated = calculated;
    this.stream = workbook.getFirstSheet().openStream();
    this.rows = stream.iterator();
    // Day 60 of the old system is a 29 February 1900 that never was; after it this is its zero.
    this.zero =
        workbook.isDate1904()
            ? LocalDateTime.of(1904, 1, 1, 0, 0)
            : LocalDateTime.of(1899, 12, 30, 0, 0);
  }

  /**
   * Opens a workbook.
   *
   * @throws FileFormatException it is none, or too large
   */
  public static WorkbookFile open(Path file) {
    boolean calculated = WorkbookLimits.check(file);
    ReadableWorkbook workbook = null;
    try {
      workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
      return new WorkbookFile(workbook, calculated);
    } catch (IOException | RuntimeException e) {
      if (workbook != null) {
        close(workbook);
      }
      throw new FileFormatException(
          "The file is no workbook that can be read: a part is missing or broken. Save it anew as XLSX.");
    }
  }

  /** The next row; rows without any cell are not in the file. */
  @Override
  public Optional<TextRow> next() {
    try {
      return rows.hasNext() ? Optional.of(row(rows.next())) : Optional.empty();
    } catch (FileFormatException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new FileFormatException(
          "The workbook has a row that cannot be read, after row %d.".formatted(lastRow));
    }
  }

  private TextRow row(Row row) {
    lastRow = row.getRowNum();
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getCellCount(); i++) {
      Cell cell = row.getCell(i);
      Optional<String> fault = cell == null ? Optional.empty() : fault(cell);
      if (fault.isPresent()) {
        return TextRow.faulty(row.getRowNum(), 0, 0, fault.get());
      }
      cells.add(cell == null ? "" : text(cell));
    }
    return new TextRow(row.getRowNum(), 0, 0, cells, true, Optional.empty());
  }

  private Optional<String> fault(Cell cell) {
    String raw = raw(cell);
    boolean formula = cell.getType() == CellType.FORMULA && cell.getFormula() != null;
    if (cell.getType() == CellType.ERROR || (formula && ERROR.matcher(raw).matches())) {
      return Optional.of(
          "cell %s has the error %s: mend it, or put a value there"
              .formatted(cell.getAddress(), raw));
    }
    return formula && raw.isEmpty() && !calculated
        ? Optional.of(
            "cell %s has a formula without its result: save the workbook anew where formulas are calculated, or put a value there"
                .formatted(cell.getAddress()))
        : Optional.empty();
  }

  private static String raw(Cell cell) {
    return Objects.requireNonNullElse(cell.getRawValue(), "");
  }

  private String text(Cell cell) {
    return switch (cell.getType()) {
      case NUMBER -> number(cell, cell.asNumber());
      // What was calculated when the workbook was saved; a text of digits is a text.
      case FORMULA ->
          cell.getValue() instanceof BigDecimal number ? number(cell, number) : raw(cell);
      case EMPTY, ERROR -> "";
      case BOOLEAN, STRING -> Objects.requireNonNullElse(cell.getText(), "");
    };
  }

  private String number(Cell cell, BigDecimal number) {
    if (isDate(cell) && number.abs().compareTo(LAST_DAY) < 0) {
      return date(number);
    }
    // Written out, 1e999999999 would take a gigabyte.
    return Math.abs((long) number.precision() - number.scale()) > LONGEST_NUMBER
            || number.scale() > LONGEST_NUMBER
        ? number.toString()
        : padded(cell, number);
  }

  /** A code of digits is often kept as a number that is shown with zeros before it. */
  private static String padded(Cell cell, BigDecimal number) {
    String format = cell.getDataFormatString();
    if (format == null
        || !ZEROS.matcher(format).matches()
        || number.stripTrailingZeros().scale() > 0) {
      return number.toPlainString();
    }
    String digits = number.abs().setScale(0).toPlainString();
    return (number.signum() < 0 ? "-" : "")
        + "0".repeat(Math.max(0, format.length() - digits.length()))
        + digits;
  }

  private static boolean isDate(Cell cell) {
    Integer id = cell.getDataFormatId();
    String format = cell.getDataFormatString();
    return id != null && DATE_FORMATS.contains(id)
        || format != null && DATE.matcher(LITERAL.matcher(format).replaceAll("")).find();
  }

  /** Days since the zero; a fraction is a time, to the second. */
  private String date(BigDecimal days) {
    long milliseconds = Math.round(days.doubleValue() * DAY_MILLISECONDS);
    LocalDateTime time = zero.plus(Math.round(milliseconds / 1000d), ChronoUnit.SECONDS);
    return time.format(java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME);
  }

  @Override
  public void close() {
    stream.close();
    close(workbook);
  }

  private static void close(ReadableWorkbook workbook) {
    try {
      workbook.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
