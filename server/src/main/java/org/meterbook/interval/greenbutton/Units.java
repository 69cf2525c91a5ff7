package org.meterbook.interval.greenbutton;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.energy.IncompatibleUnitsException;
import org.meterbook.energy.Rational;
import org.meterbook.energy.Unit;
import org.meterbook.energy.UnitConversion;

/** The catalogue's units, with their ids. */
final class Units {
  private final Map<String, Unit> units = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();

  private Units() {}

  static Units read(Call call) {
    Units all = new Units();
    call.sql()
        .list(
            "SELECT unit_id, unit_code, base_unit_code, factor FROM unit WHERE factor IS NOT NULL",
            Map.of(),
            row -> {
              all.units.put(row.text(2), Unit.of(row.text(2), row.text(3), row.text(4)));
              return all.ids.put(row.text(2), row.integer(1));
            });
    return all;
  }

  int id(String code) {
    return java.util.Objects.requireNonNull(ids.get(code), code);
  }

  Optional<Integer> find(String code) {
    return Optional.ofNullable(ids.get(code));
  }

  /** How many of one unit another one is; nothing if they measure different things. */
  Optional<Rational> conversion(String from, String to) {
    Unit first = units.get(from);
    Unit second = units.get(to);
    if (first == null || second == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UnitConversion.between(first, second).factor());
    } catch (IncompatibleUnitsException e) {
      return Optional.empty();
    }
  }
}
