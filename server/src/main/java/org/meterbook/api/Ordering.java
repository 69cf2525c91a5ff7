package org.meterbook.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The order of a list: by filter names or top-level fields; the id is always the last word, so that
 * pages partition the list.
 */
record Ordering(List<Term> terms) {
  static final Ordering BY_ID = new Ordering(List.of());

  /**
   * One criterion.
   *
   * @param path a dotted path to a field of the shape
   */
  record Term(String path, boolean descending) {}

  /** Reads {@code name[ asc|desc],…}. */
  static Ordering parse(String text, Shape shape, Collection<FilterField> filters) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] words = part.strip().split("\\s+", -1);
      String direction = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "asc";
      if (words.length > 2 || !(direction.equals("asc") || direction.equals("desc"))) {
        throw Problem.invalid(
            "orderBy", "'%s' is not 'name', 'name asc' or 'name desc'".formatted(part.strip()));
      }
      String path =
          path(words[0], shape, filters).orElseThrow(() -> unknown(words[0], shape, filters));
      terms.add(new Term(path, direction.equals("desc")));
    }
    return new Ordering(List.copyOf(terms));
  }

  private static Optional<String> path(String name, Shape shape, Collection<FilterField> filters) {
    return filters.stream()
        .filter(filter -> filter.name().equalsIgnoreCase(name) && sortable(shape, filter.path()))
        .map(FilterField::path)
        .findFirst()
        .or(() ->
            shape.memberIgnoringCase(name).map(Member::name).filter(path -> sortable(shape, path)));
  }

  /** A path to one scalar of each row: through objects, not through lists. */
  static boolean sortable(Shape shape, String path) {
    int dot = path.indexOf('.');
    return switch (shape.member(dot < 0 ? path : path.substring(0, dot)).orElse(null)) {
      case Member.Field field -> dot < 0 && !field.type().operators().isEmpty();
      case Member.One one -> dot > 0 && sortable(one.shape(), path.substring(dot + 1));
      case null, default -> false;
    };
  }

  private static Problem unknown(String name, Shape shape, Collection<FilterField> filters) {
    return Problem.invalid(
        "orderBy",
        "cannot order by '%s', only by %s"
            .formatted(name, String.join(", ", names(shape, filters))));
  }

  /** The names that a list may be ordered by: those of its filters first. */
  static List<String> names(Shape shape, Collection<FilterField> filters) {
    return Stream.concat(
            filters.stream()
                .filter(filter -> sortable(shape, filter.path()))
                .map(FilterField::name),
            shape.names().stream().filter(name -> sortable(shape, name)))
        .distinct()
        .toList();
  }
}
