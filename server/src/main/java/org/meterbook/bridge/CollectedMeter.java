package org.meterbook.bridge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.store.Sql;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A collected meter, as the books look at it.
 *
 * @param user whose form it came by: who books it
 * @param booked is the authorization's collection booked at all?
 */
record CollectedMeter(
    int id,
    int authorization,
    int user,
    boolean booked,
    String utility,
    String zone,
    String service,
    String serviceClass,
    @Nullable String address,
    @Nullable String contact,
    @Nullable String account,
    List<String> numbers) {
  private static final JsonMapper JSON = new JsonMapper();

  static Optional<CollectedMeter> find(Sql sql, int id) {
    return sql.first(
        """
        SELECT m.collection_authorization_id, a.user_id, a.is_booked, a.utility, m.zone, m.base FROM collection_meter m
        JOIN collection_authorization a ON a.tenant_id = m.tenant_id AND a.collection_authorization_id = m.collection_authorization_id
        WHERE m.tenant_id = :tenant AND m.collection_meter_id = :id
        """,
        Map.of("id", id),
        row -> {
          JsonNode base = JSON.readTree(row.text(6));
          return new CollectedMeter(
              id,
              row.integer(1),
              row.integer(2),
              row.bool(3),
              row.text(4),
              row.text(5),
              base.path("service_identifier").asString(),
              base.path("service_class").asString(),
              text(base, "service_address"),
              text(base, "billing_contact"),
              text(base, "billing_account"),
              base.path("meter_numbers").valueStream().map(JsonNode::asString).toList());
        });
  }

  private static @Nullable String text(JsonNode base, String key) {
    JsonNode value = base.path(key);
    return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
  }

  /** The commodity's code in the books; empty where the class does not tell. */
  Optional<String> commodity() {
    return switch (serviceClass.replaceFirst("^(res|comm)-", "")) {
      case "electric" -> Optional.of("ELECTRIC");
      case "gas" -> Optional.of("NATURALGAS");
      case "water" -> Optional.of("WATER");
      default -> Optional.empty();
    };
  }
}
