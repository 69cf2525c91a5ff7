package org.meterbook.interval.greenbutton;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.greenbutton.GreenButtonFile;
import org.meterbook.greenbutton.UsagePoint;
import org.meterbook.interval.FileChannels;
import org.meterbook.interval.FileChannels.Meter;
import org.meterbook.interval.FileText;
import org.meterbook.ledger.Json;
import org.meterbook.ledger.catalogue.TimeZones;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The meter of a usage point: the one that is named, or known, or made. */
sealed interface Owner {
  /**
   * A meter.
   *
   * @param created was made for the file
   */
  record Found(Meter meter, boolean created) implements Owner {}

  /** None. */
  record Missing(String reason) implements Owner {}

  int LONGEST_CODE = 32;
  int LONGEST_NAME = 50;

  /** Finds or makes the meter. */
  static Owner of(Call call, GreenButtonFile file, UsagePoint point, ImportOptions options) {
    if (options.meterCode().isPresent()) {
      String code = options.meterCode().get();
      return FileChannels.named(FileChannels.meters(call, List.of(code)), code)
          .<Owner>map(meter -> new Found(meter, false))
          .orElseGet(() -> new Missing("there is no meter '%s' that you may use".formatted(code)));
    }
    List<String> names = Names.of(point, file);
    Optional<Integer> place =
        options.create()
            ? options.placeCode().flatMap(code -> place(call, code))
            : Optional.empty();
    // Who makes the same at the same time, waits, and then finds it.
    place.ifPresent(id -> call.sql().lock(Tables.PLACE, List.of(id)));
    List<Meter> meters = FileChannels.meters(call, names);
    for (String name : names) {
      Optional<Meter> named =
          FileChannels.named(meters, name)
              .or(() ->
                  meters.stream().filter(meter -> name.equals(meter.serialNumber())).findFirst());
      if (named.isPresent()) {
        return new Found(named.get(), false);
      }
    }
    return options.create()
        ? make(call, point, options, place)
        : new Missing(
            "no meter has the import id, code or serial number %s; name one, or let it be made"
                .formatted(
                    names.isEmpty()
                        ? "(the file names none)"
                        : "'" + String.join("' or '", names) + "'"));
  }

  private static Owner make(
      Call call, UsagePoint point, ImportOptions options, Optional<Integer> place) {
    if (!call.caller().may("Meters (Create)")) {
      return new Missing("to make a meter takes the permission Meters (Create)");
    }
    if (place.isEmpty()) {
      return new Missing(
          options
              .placeCode()
              .map(code -> "there is no place '%s' that you may use".formatted(code))
              .orElse("to make a meter, say at which place"));
    }
    Optional<String> commodity = Commodity.of(point);
    if (commodity.isEmpty()) {
      return new Missing("the file does not say what the usage point delivers");
    }
    String name = Names.of(point.entry()).orElse("");
    String code = code(call, point);
    int id =
        call.sql()
            .insert(
                Tables.METER,
                Values.none()
                    .with("meter_code", code)
                    .with("meter_info", FileText.cut(Names.shown(point.entry()), LONGEST_NAME))
                    .with("meter_type_id", 1)
                    .with("commodity_id", commodityId(call, commodity.get()))
                    .with("place_id", place.get())
                    .with(
                        "meter_time_zone_id",
                        Zone.of(call, point.timeConfiguration())
                            .orElseGet(() -> TimeZones.ofDatasource(call)))
                    .with("use_unit_id", usualUnit(call, commodity.get()).orElse(null))
                    .with("active", true)
                    .with("meter_import_id", name.isEmpty() ? null : name)
                    .with(
                        "properties",
                        Json.of(name.isEmpty() ? Map.of() : Map.of("meterImportId", name))));
    return new Found(new Meter(id, code, name, null), true);
  }

  private static Optional<Integer> place(Call call, String code) {
    return call.sql()
        .first(
            "SELECT p.place_id FROM place p WHERE p.tenant_id = :tenant AND lower(p.place_code) = lower(:code)"
                + call.within(Tables.PLACE, "p"),
            Map.of("code", code),
            row -> row.integer(1));
  }

  private static int commodityId(Call call, String code) {
    return call.sql()
        .first(
            "SELECT commodity_id FROM commodity WHERE tenant_id = :tenant AND commodity_code = :code",
            Map.of("code", code),
            row -> row.integer(1))
        .orElseThrow();
  }

  private static Optional<Integer> usualUnit(Call call, String code) {
    return call.sql()
        .list(
            "SELECT use_rollup_unit_id FROM commodity WHERE tenant_id = :tenant AND commodity_code = :code",
            Map.of("code", code),
            row -> Optional.ofNullable(row.integerOrNull(1)))
        .getFirst();
  }

  /** What people call it, if that is short and free; else a name of its own. */
  private static String code(Call call, UsagePoint point) {
    String title = point.entry().title().strip().replaceAll("\\s+", " ");
    boolean free =
        !title.isEmpty()
            && title.length() <= LONGEST_CODE
            && !call.sql()
                .exists(
                    "SELECT 1 FROM meter WHERE tenant_id = :tenant AND lower(meter_code) = lower(:code)",
                    Map.of("code", title));
    return free ? title : "GB-" + call.sql().nextId(Tables.METER);
  }
}
