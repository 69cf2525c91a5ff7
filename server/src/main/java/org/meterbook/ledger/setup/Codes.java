package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.meterbook.api.Call;

/**
 * Codes of rows within the caller's bounds and their ids, looked up by the block: a statement for
 * each table, not for each cell. For one transaction.
 */
final class Codes {
  private static final int MOST_LISTED = 500;

  private final Call call;
  private final Map<Lookup, Map<String, List<Integer>>> ids = new HashMap<>();
  private final Map<Lookup, Map<Integer, String>> codes = new HashMap<>();

  Codes(Call call) {
    this.call = call;
  }

  private static String key(String code) {
    return code.strip().toLowerCase(Locale.ROOT);
  }

  private Map<String, List<Integer>> ids(Lookup lookup) {
    return ids.computeIfAbsent(lookup, _ -> new HashMap<>());
  }

  private Map<Integer, String> codes(Lookup lookup) {
    return codes.computeIfAbsent(lookup, _ -> new HashMap<>());
  }

  /** Looks up the ids of codes that are going to be asked for. */
  void expectCodes(Lookup lookup, Collection<String> wanted) {
    Map<String, List<Integer>> known = ids(lookup);
    List<String> missing =
        wanted.stream()
            .map(Codes::key)
            .filter(code -> !code.isEmpty() && !known.containsKey(code))
            .distinct()
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(code -> known.put(code, new ArrayList<>()));
    select(lookup, "lower(" + lookup.code() + ") = ANY(:wanted)", missing)
        .forEach(found -> {
          known.computeIfAbsent(key(found.getValue()), _ -> new ArrayList<>()).add(found.getKey());
          codes(lookup).put(found.getKey(), found.getValue());
        });
  }

  /** Looks up the codes of ids that are going to be asked for. */
  void expectIds(Lookup lookup, Collection<Integer> wanted) {
    Map<Integer, String> known = codes(lookup);
    List<Integer> missing =
        wanted.stream().filter(id -> !known.containsKey(id)).distinct().toList();
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(id -> known.put(id, ""));
    select(lookup, "t." + lookup.table().key() + " = ANY(:wanted)", missing)
        .forEach(found -> known.put(found.getKey(), found.getValue()));
  }

  private List<Map.Entry<Integer, String>> select(
      Lookup lookup, String condition, Collection<?> wanted) {
    String text =
        "SELECT t.%s, %s FROM %s t WHERE %s %s%s ORDER BY 1 LIMIT %d"
            .formatted(
                lookup.table().key(),
                lookup.code(),
                lookup.table().name(),
                lookup.tenant(),
                condition,
                call.within(lookup.table(), "t"),
                wanted.isEmpty() ? MOST_LISTED : Integer.MAX_VALUE);
    return call.sql()
        .list(text, Map.of("wanted", wanted), row -> Map.entry(row.integer(1), row.text(2)));
  }

  /** All codes of a catalogue, in order of their ids. */
  List<String> all(Lookup lookup) {
    return select(lookup, "true", Set.of()).stream()
        .map(Map.Entry::getValue)
        .filter(code -> !code.isEmpty())
        .toList();
  }

  /** The ids of a code, mostly one or none. */
  List<Integer> all(Lookup lookup, String code) {
    return List.copyOf(ids(lookup).getOrDefault(key(code), List.of()));
  }

  /** The id of a code, where there is one. */
  Optional<Integer> find(Lookup lookup, String code) {
    expectCodes(lookup, List.of(code));
    List<Integer> found = ids(lookup).getOrDefault(key(code), List.of());
    if (found.size() > 1) {
      throw new CellFault("", "there are several of '%s'".formatted(code));
    }
    return found.stream().findFirst();
  }

  /** The id of a code that must be there. */
  int id(Lookup lookup, String code) {
    return find(lookup, code)
        .orElseThrow(() -> new CellFault("", "there is no %s '%s'".formatted(lookup.noun(), code)));
  }

  /** The code of an id; empty where the caller may not see it. */
  String code(Lookup lookup, int id) {
    expectIds(lookup, List.of(id));
    return Objects.requireNonNullElse(codes(lookup).get(id), "");
  }

  /** Notes a row that was made since. */
  void made(Lookup lookup, String code, int id) {
    ids(lookup).put(key(code), new ArrayList<>(List.of(id)));
    codes(lookup).put(id, code.strip());
  }
}
