package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

  /** Codes in lower case, as the database writes them: it knows which are one. */
  private final Map<String, String> keys = new HashMap<>();

  private record Found(int id, String code, String key) {}

  Codes(Call call) {
    this.call = call;
  }

  private String key(String code) {
    expectKeys(List.of(code));
    return keys.getOrDefault(code.strip(), "");
  }

  private void expectKeys(Collection<String> wanted) {
    List<String> missing =
        wanted.stream()
            .map(String::strip)
            .filter(code -> !code.isEmpty() && !keys.containsKey(code))
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      call.sql()
          .list(
              "SELECT w.code, lower(w.code) FROM unnest(:wanted::text[]) AS w(code)",
              Map.of("wanted", missing),
              row -> Map.entry(row.text(1), row.text(2)))
          .forEach(found -> keys.put(found.getKey(), found.getValue()));
    }
  }

  /** Are two codes one but for their letter case? */
  boolean same(String one, String other) {
    expectKeys(List.of(one, other));
    return key(one).equals(key(other));
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
    expectKeys(wanted);
    List<String> missing =
        wanted.stream()
            .map(this::key)
            .filter(code -> !code.isEmpty() && !known.containsKey(code))
            .distinct()
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(code -> known.put(code, new ArrayList<>()));
    select(lookup, "lower(" + lookup.code() + ") = ANY(:wanted)", missing)
        .forEach(found -> {
          known.computeIfAbsent(found.key(), _ -> new ArrayList<>()).add(found.id());
          codes(lookup).put(found.id(), found.code());
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
        .forEach(found -> known.put(found.id(), found.code()));
  }

  private List<Found> select(Lookup lookup, String condition, Collection<?> wanted) {
    String text =
        "SELECT t.%s, %s, lower(%2$s) FROM %s t WHERE %s %s%s ORDER BY 1 LIMIT %d"
            .formatted(
                lookup.table().key(),
                lookup.code(),
                lookup.table().name(),
                lookup.tenant(),
                condition,
                call.within(lookup.table(), "t"),
                wanted.isEmpty() ? MOST_LISTED : Integer.MAX_VALUE);
    return call.sql()
        .list(
            text,
            Map.of("wanted", wanted),
            row -> new Found(row.integer(1), row.text(2), row.text(3)));
  }

  /** All codes of a catalogue, in order of their ids. */
  List<String> all(Lookup lookup) {
    return select(lookup, "true", Set.of()).stream()
        .map(Found::code)
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
