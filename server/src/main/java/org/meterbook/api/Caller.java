package org.meterbook.api;

import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.meterbook.store.Scope;

/**
 * Who makes a request.
 *
 * @param tenant the datasource
 * @param datasource its code
 * @param userId the user; a key acts as its owner
 * @param userCode the user's sign-in name
 * @param permissions what the user may do
 * @param scope the topmost nodes that bound the user
 * @param zone the datasource's time zone
 * @param fiscalYearStart the first month of its fiscal year
 * @param credential names the key or token, without its secret; what rates are counted by
 */
public record Caller(
    long tenant,
    String datasource,
    int userId,
    String userCode,
    Set<Permission> permissions,
    Scope scope,
    ZoneId zone,
    Month fiscalYearStart,
    String credential) {
  public Caller {
    permissions = Set.copyOf(permissions);
  }

  /**
   * May the caller do something that asks for any one of these? Nothing asked is allowed to
   * everyone who is known.
   */
  public boolean may(List<Permission> anyOf) {
    return anyOf.isEmpty() || anyOf.stream().anyMatch(permissions::contains);
  }

  public boolean may(String permission) {
    return permissions.contains(Permission.of(permission));
  }
}
