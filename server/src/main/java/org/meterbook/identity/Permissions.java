package org.meterbook.identity;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Permission;
import org.meterbook.store.Catalogues;

/** The catalogue of permissions. */
final class Permissions {
  /** Stands in a role for every permission that can be granted. */
  static final String ALL = "*";

  /** One line of the catalogue; licence features are granted by the installation, not by a role. */
  private record Entry(
      int id,
      String property,
      String name,
      List<String> levels,
      String category,
      String description,
      boolean grantable,
      boolean inModel) {}

  private static final List<Entry> CATALOGUE =
      Catalogues.read("permission").stream()
          .map(line ->
              new Entry(
                  Integer.parseInt(cell(line, "permission_id")),
                  cell(line, "property"),
                  cell(line, "permission_name"),
                  List.of(cell(line, "levels").split("\\|", -1)),
                  cell(line, "category"),
                  cell(line, "description"),
                  Boolean.parseBoolean(cell(line, "grantable")),
                  Boolean.parseBoolean(cell(line, "in_contract_model"))))
          .toList();

  private static final Set<Permission> GRANTABLE =
      CATALOGUE.stream()
          .filter(Entry::grantable)
          .flatMap(entry -> entry.levels().stream().map(level -> permission(entry, level)))
          .collect(Collectors.toUnmodifiableSet());

  private Permissions() {}

  private static String cell(Map<String, String> line, String column) {
    return java.util.Objects.requireNonNull(line.get(column), column);
  }

  private static Permission permission(Entry entry, String level) {
    return new Permission(
        entry.name(),
        level.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + level.substring(1));
  }

  /** The permissions that stored codes grant. */
  static Set<Permission> granted(List<String> codes) {
    return codes.contains(ALL)
        ? GRANTABLE
        : codes.stream().map(Permission::ofCode).collect(Collectors.toUnmodifiableSet());
  }

  /** How a permission is shown: its levels as booleans, and what it is. */
  static Map<String, Map<String, @Nullable Object>> shown(Set<Permission> granted) {
    Map<String, Map<String, @Nullable Object>> shown = new LinkedHashMap<>();
    for (Entry entry : CATALOGUE) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      entry
          .levels()
          .forEach(level ->
              values.put(level, !entry.grantable() || granted.contains(permission(entry, level))));
      values.put("permissionId", entry.id());
      values.put("permissionCode", entry.name());
      values.put("permissionName", entry.name());
      values.put("description", entry.description());
      values.put("permissionCategoryName", entry.category());
      values.put("isLicensed", true);
      values.put("products", List.of());
      shown.put(entry.property(), values);
    }
    return shown;
  }

  /** The codes of what a request grants: {@code {"meters": {"view": true}}}. */
  static List<String> codes(Map<String, Map<String, Boolean>> request) {
    Set<String> codes = new LinkedHashSet<>();
    for (Entry entry : CATALOGUE) {
      Map<String, Boolean> levels = request.get(entry.property());
      if (levels != null && entry.grantable()) {
        entry.levels().stream()
            .filter(level -> Boolean.TRUE.equals(levels.get(level)))
            .forEach(level -> codes.add(permission(entry, level).code()));
      }
    }
    return List.copyOf(codes);
  }

  /** The codes of a built-in role, as its catalogue line has them. */
  static List<String> ofCatalogue(String cell) {
    return Arrays.stream(cell.split("\\|", -1)).filter(code -> !code.isEmpty()).toList();
  }
}
