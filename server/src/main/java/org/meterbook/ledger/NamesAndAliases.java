package org.meterbook.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.store.Table;

/**
 * Things with a code and other names by which imports know them: a name is that of one of them
 * only.
 *
 * @param table has the columns {@code <table>_code} and, as an array, {@code aliases}
 */
public record NamesAndAliases(Table table, String aliases) {
  private static final int MOST = 5;
  private static final int LONGEST = 50;

  /** What two names are compared by. */
  public static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** The aliases that were sent, stripped; refuses too many and too long ones. */
  public static List<String> checked(List<String> given, String field) {
    List<String> aliases = given.stream().map(String::strip).toList();
    if (aliases.size() > MOST
        || aliases.stream().anyMatch(alias -> alias.isEmpty() || alias.length() > LONGEST)) {
      throw Problem.invalid(
          field, "must be at most %d, each of 1 to %d characters".formatted(MOST, LONGEST));
    }
    return aliases;
  }

  /**
   * The code of another one that has such a name. Two who give the same name at once go one after
   * the other.
   *
   * @param own the id of the one that is to have the names; 0 for a new one
   * @param codes keys that no other's code may be
   * @param names keys that no other's alias may be
   */
  public Optional<String> taken(
      Call call, int own, Collection<String> codes, Collection<String> names) {
    call.sql().lock(table, names.stream().map(String::hashCode).toList());
    String text =
        """
        SELECT t.%1$s_code FROM %1$s t WHERE t.tenant_id = :tenant AND t.%2$s <> :own
          AND (lower(t.%1$s_code) = ANY(:codes::text[]) OR EXISTS (SELECT 1 FROM unnest(t.%3$s) a WHERE lower(a) = ANY(:names::text[])))
        ORDER BY t.%2$s LIMIT 1
        """
            .formatted(table.name(), table.key(), aliases);
    return call.sql()
        .first(text, Map.of("own", own, "codes", codes, "names", names), row -> row.text(1));
  }
}
