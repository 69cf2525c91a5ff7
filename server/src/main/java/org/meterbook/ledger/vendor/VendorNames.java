package org.meterbook.ledger.vendor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.ledger.NamesAndAliases;
import org.meterbook.store.Tables;

/** A code or alias names one vendor only: by it imports know whose bill it is. */
final class VendorNames {
  private static final NamesAndAliases NAMES = new NamesAndAliases(Tables.VENDOR, "vendor_aliases");

  private VendorNames() {}

  static void requireFree(Call call, String code, @Nullable List<String> aliases) {
    List<String> others = keys(Objects.requireNonNullElse(aliases, List.<String>of()));
    if (new HashSet<>(others).size() < others.size()
        || others.contains(NamesAndAliases.key(code))) {
      throw Problem.invalid("vendorAliases", "must differ from each other and from the code");
    }
    List<String> wanted = new ArrayList<>(others);
    wanted.add(NamesAndAliases.key(code));
    NAMES
        .taken(call, call.path().getOrDefault("vendorId", 0), others, wanted)
        .ifPresent(vendor -> {
          throw Problem.invalid(
              others.isEmpty() ? "vendorCode" : "vendorAliases",
              "is already a code or alias of vendor " + vendor + "; it must be unique");
        });
  }

  private static List<String> keys(List<String> names) {
    return names.stream().map(NamesAndAliases::key).toList();
  }
}
