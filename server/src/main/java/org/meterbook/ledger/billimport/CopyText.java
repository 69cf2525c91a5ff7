package org.meterbook.ledger.billimport;

import java.io.Reader;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;

/** Rows of one table in PostgreSQL's text format of COPY, the tenant first in each. */
final class CopyText {
  /** Who made a row and who changed it last, and when. */
  static final String STAMPS = "created_by, created_date, modified_by, modified_date";

  private final Sql sql;
  private final String columns;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param table its name
   * @param columns all but {@code tenant_id}
   */
  CopyText(Sql sql, String table, String columns) {
    this.sql = sql;
    this.columns = "%s (tenant_id, %s)".formatted(table, columns);
  }

  void row(@Nullable Object... values) {
    begin(values);
    text.append('\n');
  }

  /** A row whose last columns are {@link #STAMPS}. */
  void stamped(@Nullable Object... values) {
    begin(values);
    for (int i = 0; i < 2; i++) {
      cell(sql.author().userId());
      cell(sql.now());
    }
    text.append('\n');
  }

  private void begin(@Nullable Object... values) {
    text.append(sql.tenant());
    for (Object value : values) {
      cell(value);
    }
  }

  private void cell(@Nullable Object value) {
    text.append('\t');
    if (value == null) {
      text.append("\\N");
    } else {
      append(value.toString());
    }
  }

  private void append(String value) {
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      switch (each) {
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\\' -> text.append("\\\\");
        default -> text.append(each);
      }
    }
  }

  void write() {
    Reader reader = new StringReader(text.toString());
    sql.copy(columns, reader);
  }
}
