package org.meterbook.ledger.vendor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.store.Tables;

/** A code or alias names one vendor only: by it imports know whose bill it is. */
final class VendorNames {
  private VendorNames() {}

  static void requireFree(Call call, String code, @Nullable List<String> aliases) {
    List<String> others = keys(Objects.requireNonNullElse(aliases, List.<String>of()));
    if (new HashSet<>(others).size() < others.size() || others.contains(key(code))) {
      throw Problem.invalid("vendorAliases", "must differ from each other and from the code");
    }
    List<String> wanted = new ArrayList<>(others);
    wanted.add(key(code));
    int own = call.path().getOrDefault("vendorId", 0);
    call.sql().lock(Tables.VENDOR, wanted.stream().map(String::hashCode).toList());
    call.sql()
        .first(
            """
            SELECT v.vendor_code FROM vendor v WHERE v.tenant_id = :tenant AND v.vendor_id <> :own
              AND (lower(v.vendor_code) = ANY(:aliases::text[]) OR EXISTS (SELECT 1 FROM unnest(v.vendor_aliases) a WHERE lower(a) = ANY(:wanted)))
            ORDER BY v.vendor_id LIMIT 1
            """,
            Map.of("own", own, "aliases", others, "wanted", wanted),
            row -> row.text(1))
        .ifPresent(vendor -> {
          throw Problem.invalid(
              others.isEmpty() ? "vendorCode" : "vendorAliases",
              "is already a code or alias of vendor " + vendor + "; it must be unique");
        });
  }

  private static List<String> keys(List<String> names) {
    return names.stream().map(VendorNames::key).toList();
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
