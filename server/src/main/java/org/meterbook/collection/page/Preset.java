package org.meterbook.collection.page;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.collection.Notes;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a form says beforehand.
 *
 * @param code the form's, as in its link; empty at the portal's own address
 * @param form the form, if one was opened
 * @param renews the authorization that it renews
 * @param user whose the authorization will be
 */
record Preset(
    String code,
    Optional<Integer> form,
    Optional<Integer> renews,
    int user,
    String email,
    String utility,
    ObjectNode scope) {
  /**
   * The form of a code, or the portal's own.
   *
   * @throws Refused there is none, or it is closed
   */
  static Preset find(Sql sql, Portal portal, String code) {
    if (portal.disabled()) {
      throw Refused.closed();
    }
    if (code.isEmpty()) {
      return new Preset(
          "",
          Optional.empty(),
          Optional.empty(),
          portal.user(),
          "",
          "",
          Notes.JSON.createObjectNode());
    }
    if (!code.matches("[A-Za-z0-9_-]{1,100}")) {
      throw Refused.unknown();
    }
    return sql.first(
            """
            SELECT f.collection_form_id, f.disabled, f.user_id, f.customer_email, f.utility, f.scope, a.collection_authorization_id
            FROM collection_form f LEFT JOIN collection_authorization a ON a.tenant_id = f.tenant_id
              AND a.collection_authorization_id = f.collection_authorization_id AND a.revoked IS NULL AND a.declined IS NULL
            WHERE f.tenant_id = :tenant AND f.code = :code AND f.collection_template_id = :template
            """,
            Map.of("code", code, "template", portal.template()),
            row -> preset(row, code))
        .orElseThrow(Refused::unknown);
  }

  private static Preset preset(Row row, String code) {
    if (row.bool(2)) {
      throw Refused.closed();
    }
    return new Preset(
        code,
        Optional.of(row.integer(1)),
        Optional.ofNullable(row.integerOrNull(7)),
        row.integer(3),
        orEmpty(row.textOrNull(4)),
        orEmpty(row.textOrNull(5)),
        (ObjectNode) Notes.JSON.readTree(row.text(6)));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The same form, now in order to repair an authorization. */
  Preset renewing(int authorization) {
    return new Preset(code, form, Optional.of(authorization), user, email, utility, scope);
  }
}
