package org.meterbook.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;

/**
 * Codes of things that people only name.
 *
 * @param table the things
 * @param column the column of the code
 * @param longest characters of a code
 */
public record MadeCodes(Table table, String column, int longest) {
  /** A code of the name's letters and digits that no other thing has; its own one may stay. */
  public String of(Sql sql, String info, int own) {
    String letters =
        info.toUpperCase(Locale.ROOT)
            .codePoints()
            .filter(Character::isLetterOrDigit)
            .limit(longest)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String stem =
        letters.isEmpty() ? table.name().toUpperCase(Locale.ROOT).replace("_", "") : letters;
    List<String> taken =
        sql.list(
            "SELECT upper(t.%s) FROM %s t WHERE t.tenant_id = :tenant AND t.%s <> :own"
                .formatted(column, table.name(), table.key()),
            Map.of("own", own),
            row -> row.text(1));
    String code = stem;
    for (int n = 2; taken.contains(code); n++) {
      String number = String.valueOf(n);
      code = stem.substring(0, Math.min(stem.length(), longest - number.length())) + number;
    }
    return code;
  }
}
