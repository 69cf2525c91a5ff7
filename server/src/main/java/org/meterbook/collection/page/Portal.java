package org.meterbook.collection.page;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Database;
import org.meterbook.store.Row;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;

/**
 * Who asks, and in whose name.
 *
 * @param name the last part of its address
 * @param user the owner of its template
 * @param redirects where browsers may be sent back to; the first is the default
 * @param zone of the dates that customers read
 */
record Portal(
    long tenant,
    int template,
    String name,
    int user,
    boolean disabled,
    List<String> redirects,
    @Nullable String logo,
    String company,
    String email,
    ZoneId zone) {
  /** Tenant 0 is nobody's: a portal is found before its datasource is known. */
  private static final long NOBODY = 0;

  private record Place(long tenant, int template, ZoneId zone) {}

  static Optional<Portal> find(Database database, String name) {
    if (!name.matches("[a-z0-9_-]{1,60}")) {
      return Optional.empty();
    }
    return database
        .read(NOBODY, Scope.UNBOUNDED, sql -> place(sql, name))
        .flatMap(
            place -> database.read(place.tenant(), Scope.UNBOUNDED, sql -> portal(sql, place)));
  }

  private static Optional<Place> place(Sql sql, String name) {
    return sql.first(
        "SELECT p.tenant_id, p.collection_template_id, d.time_zone FROM portal p JOIN datasource d ON d.tenant_id = p.tenant_id WHERE p.portal = :portal",
        Map.of("portal", name),
        row -> new Place(row.number(1), row.integer(2), ZoneId.of(row.text(3))));
  }

  private static Optional<Portal> portal(Sql sql, Place place) {
    return sql.first(
        """
        SELECT t.portal, t.user_id, t.disabled, t.redirect_uris, t.company_logo, t.company_name, t.company_email
        FROM collection_template t WHERE t.tenant_id = :tenant AND t.collection_template_id = :template
        """,
        Map.of("template", place.template()),
        row -> portal(row, place));
  }

  private static Portal portal(Row row, Place place) {
    return new Portal(
        place.tenant(),
        place.template(),
        row.text(1),
        row.integer(2),
        row.bool(3),
        row.texts(4),
        row.textOrNull(5),
        row.text(6),
        row.text(7),
        place.zone());
  }

  /** The origins that a form may lead to in the end. */
  List<String> origins() {
    return redirects.stream().map(URI::create).map(Portal::origin).distinct().toList();
  }

  private static String origin(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }
}
