package org.meterbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.energy.Rational;
import org.meterbook.energy.Unit;
import org.meterbook.energy.UnitConversion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built-in catalogues hold together and agree with the published contract. */
class CatalogueTest {
  private static final String CATALOGUE = "/org/meterbook/store/catalogue/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account_type",
        "address_type",
        "commodity",
        "commodity_category",
        "commodity_conversion",
        "country",
        "meter_type",
        "observation_method",
        "observation_rule",
        "observation_type",
        "permission",
        "place_type",
        "primary_use",
        "role",
        "template",
        "template_line",
        "time_zone",
        "unit",
        "unit_type",
        "vendor_type",
      })
  void everyRowHasItsOwnIdAndCode(String name) {
    List<NamedCsvRecord> rows = rows(name);
    assertThat(rows).isNotEmpty();
    NamedCsvRecord first = rows.getFirst();
    String id = first.getHeader().getFirst();
    assertThat(id).endsWith("_id");
    assertThat(rows).extracting(row -> Integer.parseInt(row.getField(id))).doesNotHaveDuplicates();
    assertThat(rows).allSatisfy(row -> assertThat(row.getFieldCount()).isEqualTo(header(row)));
    for (String column : first.getHeader()) {
      if (column.equals(name + "_code") || column.equals(name + "_info")) {
        assertThat(rows).extracting(row -> field(row, column)).doesNotHaveDuplicates();
        assertThat(rows).noneMatch(row -> field(row, column).isBlank());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "account_type, account_type_info, 64",
    "commodity, commodity_code, 32",
    "commodity, commodity_info, 32",
    "commodity, abbreviation, 3",
    "commodity, description, 255",
    "commodity, icon_code, 64",
    "commodity, icon_color, 32",
    "country, name, 64",
    "observation_type, observation_type_code, 16",
    "observation_type, observation_type_info, 32",
    "place_type, place_type_info, 32",
    "primary_use, primary_use_code, 64",
    "primary_use, primary_use_info, 64",
    "role, name, 64",
    "role, description, 1000",
    "template, template_code, 32",
    "template, note, 255",
    "template_line, caption, 32",
    "unit, unit_code, 16",
    "unit, unit_info, 32",
    "unit, unit_display_name, 64",
  })
  void textFitsItsColumn(String name, String column, int length) {
    assertThat(rows(name))
        .allSatisfy(row -> assertThat(field(row, column)).hasSizeBetween(1, length));
  }

  @ParameterizedTest
  @CsvSource({
    "commodity, commodity_category_id, commodity_category",
    "commodity, use_unit_id, unit",
    "commodity, demand_unit_id, unit",
    "commodity, use_rollup_unit_id, unit",
    "commodity, demand_rollup_unit_id, unit",
    "commodity_category, use_unit_id, unit",
    "commodity_category, demand_unit_id, unit",
    "commodity_conversion, commodity_id, commodity",
    "commodity_conversion, from_unit_id, unit",
    "commodity_conversion, to_unit_id, unit",
    "template, commodity_id, commodity",
    "template, use_unit_id, unit",
    "template, demand_unit_id, unit",
    "template_line, template_id, template",
    "template_line, observation_type_id, observation_type",
    "template_line, value_unit_id, unit",
    "template_line, cost_unit_id, unit",
    "unit, unit_type_id, unit_type",
  })
  void referencesResolve(String name, String column, String target) {
    Set<String> ids = rows(target).stream().map(row -> row.getField(0)).collect(Collectors.toSet());
    assertThat(rows(name)).allSatisfy(row -> assertThat(field(row, column)).isIn(withBlank(ids)));
  }

  @ParameterizedTest
  @CsvSource({
    "unit, 2, unit_code, KWH",
    "unit, 2, unit_info, kWh",
    "unit, 16, unit_code, THERM",
    "unit, 16, unit_info, THERM",
    "unit, 58, unit_code, USDOLLARS",
    "unit, 58, unit_info, $",
    "unit, 97, unit_code, KGAL",
    "unit, 97, unit_info, Kgal",
    "commodity, 1, commodity_code, ELECTRIC",
    "primary_use, 55, primary_use_code, UNKNOWN",
    "primary_use, 55, primary_use_info, Unknown",
    "primary_use, 55, primary_use_type, place",
    "meter_type, 1, meter_type_code, STANDARD",
    "meter_type, 6, meter_type_code, CHARGEBACK",
    "vendor_type, 2, vendor_type_code, SUPPLIER",
    "role, 1, name, Administrator: Full Access",
  })
  void idsThatClientsKnowStay(String name, String id, String column, String expected) {
    assertThat(field(byId(name, id), column)).isEqualTo(expected);
  }

  /** Values from NIST SP 811 appendix B.8 and its definitions, to the digits printed there. */
  @ParameterizedTest
  @CsvSource({
    "KWH, J, 3.6e6",
    "BTU, J, 1.05505585262e3",
    "THERM, J, 1.05505585262e8",
    "THERMUS, J, 1.054804e8",
    "TONHR, KBTU, 12",
    "TONREF, W, 3.516853e3",
    "HP, W, 7.456999e2",
    "GAL, LITER, 3.785412",
    "IMPGAL, LITER, 4.54609",
    "CF, LITER, 2.831685e1",
    "BBL, LITER, 1.589873e2",
    "ACREFT, LITER, 1.233482e6",
    "CORD, LITER, 3.624556e3",
    "LBS, KG, 4.535924e-1",
    "TONS, KG, 9.071847e2",
    "LONGTON, KG, 1.016047e3",
    "KGAL, CCF, 1.336806",
    "SQFEET, SQMETER, 9.290304e-2",
    "SQYARD, SQMETER, 8.361274e-1",
    "SQMILE, SQMETER, 2.589988e6",
    "ACRE, SQMETER, 4.046856e3",
    "GPM, LPS, 6.309020e-2",
    "DEGDAYF, DEGDAYC, 5.555556e-1",
    "MMBTU, THERM, 10",
    "DTH, MMBTU, 1",
    "MBTU, KBTU, 1",
    "YEARS, MONTHS, 12",
  })
  void factorsAreTheDefinedOnes(String from, String to, double expected) {
    Map<String, Unit> units = units("unit_code");
    assertThat(UnitConversion.between(get(units, from), get(units, to)).apply(1.0))
        .isCloseTo(expected, within(expected * 5e-7));
  }

  @Test
  void basesAreUnitsOfTheirOwnTypeWithFactorOne() {
    Map<String, NamedCsvRecord> byCode = index(rows("unit"), row -> field(row, "unit_code"));
    assertThat(byCode.values())
        .allSatisfy(unit -> {
          NamedCsvRecord base = get(byCode, field(unit, "base_unit_code"));
          assertThat(Rational.parse(field(base, "factor"))).isEqualTo(Rational.ONE);
          assertThat(field(base, "base_unit_code")).isEqualTo(field(base, "unit_code"));
          assertThat(field(base, "unit_type_id")).isEqualTo(field(unit, "unit_type_id"));
          assertThat(Rational.parse(field(unit, "factor")).signum()).isPositive();
          assertThat(field(unit, "source")).isNotBlank();
        });
  }

  @Test
  void placeSizeUnitsAreAreas() {
    Map<String, NamedCsvRecord> units = index(rows("unit"), row -> field(row, "unit_code"));
    assertThat(List.of("SQFEET", "SQMETER", "HECTARE", "SQKILOMETER", "SQMILE", "SQYARD", "ACRE"))
        .allSatisfy(
            code -> assertThat(field(get(units, code), "base_unit_code")).isEqualTo("SQMETER"));
  }

  @Test
  void multipliersLeadToTheUnitOfEnergyReports() {
    Map<String, Unit> units = units("unit_id");
    Map<String, NamedCsvRecord> commodities =
        index(rows("commodity"), row -> field(row, "commodity_code"));
    Unit report = get(units, field(get(commodities, "ENERGY"), "use_unit_id"));
    Map<String, NamedCsvRecord> heats =
        index(rows("commodity_conversion"), row -> field(row, "commodity_id"));
    for (NamedCsvRecord commodity : commodities.values()) {
      String multiplier = field(commodity, "energy_multiplier");
      if (!Boolean.parseBoolean(field(commodity, "include_in_energy_reporting"))) {
        assertThat(multiplier).as("%s", commodity).isEmpty();
        continue;
      }
      Unit rollup = get(units, field(commodity, "use_rollup_unit_id"));
      assertThat(multiplier.isEmpty())
          .as("%s", commodity)
          .isEqualTo(rollup.isCompatibleWith(report));
      if (!multiplier.isEmpty()) {
        assertThat(field(commodity, "energy_source")).isNotBlank();
        NamedCsvRecord heat = get(heats, field(commodity, "commodity_id"));
        UnitConversion content =
            UnitConversion.of(
                get(units, field(heat, "from_unit_id")),
                get(units, field(heat, "to_unit_id")),
                field(heat, "factor"));
        UnitConversion whole =
            UnitConversion.between(rollup, rollup)
                .then(content)
                .then(UnitConversion.between(report, report));
        assertThat(whole.factor()).as("%s", commodity).isEqualTo(Rational.parse(multiplier));
      }
    }
  }

  @Test
  void aCommodityRollsUpLikeItsCategory() {
    Map<String, NamedCsvRecord> categories =
        index(rows("commodity_category"), row -> row.getField(0));
    assertThat(rows("commodity"))
        .allSatisfy(commodity ->
            assertThat(field(commodity, "use_rollup_unit_id"))
                .isEqualTo(
                    field(
                        get(categories, field(commodity, "commodity_category_id")),
                        "use_unit_id")));
    assertThat(rows("commodity"))
        .extracting(row -> field(row, "abbreviation"))
        .doesNotHaveDuplicates();
  }

  @Test
  void observationTypesSayWhatIsACost() {
    Map<String, String> codes = new HashMap<>();
    for (NamedCsvRecord type : rows("observation_type")) {
      String noun = field(type, "noun_id");
      assertThat(field(type, "credit")).isIn("1", "2", "3");
      assertThat(field(type, "class_code")).isIn("use", "demand", "cost", "other");
      assertThat(field(type, "class_code").equals("cost"))
          .as("%s", type)
          .isEqualTo(Set.of("4", "6", "23").contains(noun));
      String code = field(type, "noun_code");
      assertThat(codes.computeIfAbsent(noun, key -> code)).isEqualTo(code);
    }
    assertThat(codes.values()).doesNotHaveDuplicates().contains("USE", "DEMAND", "COST");
  }

  @Test
  void countriesAreThoseOfIso3166() {
    List<NamedCsvRecord> countries = rows("country");
    assertThat(countries).hasSize(249);
    assertThat(countries)
        .extracting(row -> field(row, "alpha2_code"))
        .containsExactlyInAnyOrder(Locale.getISOCountries());
    List<String> spellings = new ArrayList<>();
    for (NamedCsvRecord country : countries) {
      spellings.add(field(country, "name"));
      spellings.addAll(list(country, "possible_spellings"));
    }
    assertThat(spellings)
        .extracting(spelling -> spelling.toLowerCase(Locale.ROOT))
        .doesNotHaveDuplicates()
        .contains("usa", "united states of america", "england", "holland", "turkey");
  }

  @Test
  void timeZonesAreKnownToJava() {
    Instant instant = Instant.parse("2025-01-15T00:00:00Z");
    for (NamedCsvRecord zone : rows("time_zone")) {
      ZoneId iana = ZoneId.of(field(zone, "iana_zone"));
      assertThat(Double.parseDouble(field(zone, "gmt_offset"))).isBetween(-12.0, 14.0);
      if (iana.getId().startsWith("America/New_York") || iana.getId().startsWith("Asia/Kolkata")) {
        assertThat(Double.parseDouble(field(zone, "gmt_offset")) * 3600)
            .isEqualTo(iana.getRules().getStandardOffset(instant).getTotalSeconds());
      }
    }
    assertThat(field(byId("time_zone", "1"), "daylight_savings_observed")).isEqualTo("true");
    assertThat(field(byId("time_zone", "4"), "daylight_savings_observed")).isEqualTo("false");
  }

  @Test
  void everyPermissionOfEveryOperationExists() {
    Set<String> known = new HashSet<>();
    for (NamedCsvRecord permission : rows("permission")) {
      for (String level : list(permission, "levels")) {
        known.add(field(permission, "permission_name") + " (" + capital(level) + ")");
      }
    }
    Set<String> asked = new TreeSet<>();
    for (JsonNode operation : json("ledger-operations.json")) {
      JsonNode permission = operation.get("permission");
      if (permission != null && !permission.asString().equals("none")) {
        asked.add(permission.asString());
      }
    }
    assertThat(asked).hasSizeGreaterThan(50);
    assertThat(known).containsAll(asked);
  }

  @Test
  void permissionsAreThoseOfTheContractInItsOrder() {
    JsonNode models = json("ledger-models.json");
    JsonNode requested = models.get("PermissionsRequest");
    List<String> properties = new ArrayList<>();
    for (NamedCsvRecord permission : rows("permission")) {
      String property = field(permission, "property");
      if (!Boolean.parseBoolean(field(permission, "in_contract_model"))) {
        assertThat(models.get("Permissions").has(property)).as(property).isFalse();
        continue;
      }
      properties.add(property);
      String model = models.get("Permissions").get(property).asString();
      assertThat(field(permission, "permission_name")).isEqualTo(model);
      List<String> levels =
          models.get(model).properties().stream()
              .filter(entry -> entry.getValue().asString().equals("boolean"))
              .map(Map.Entry::getKey)
              .filter(key -> !key.equals("isLicensed"))
              .toList();
      assertThat(list(permission, "levels")).as(property).isEqualTo(levels);
      assertThat(Boolean.parseBoolean(field(permission, "grantable")))
          .as(property)
          .isEqualTo(requested.has(property));
    }
    assertThat(properties).isEqualTo(List.copyOf(models.get("Permissions").propertyNames()));
  }

  @Test
  void rolesGrantOnlyWhatExists() {
    Set<String> grantable = new HashSet<>();
    for (NamedCsvRecord permission : rows("permission")) {
      if (Boolean.parseBoolean(field(permission, "grantable"))) {
        for (String level : list(permission, "levels")) {
          grantable.add(field(permission, "permission_name") + "." + capital(level));
        }
      }
    }
    assertThat(rows("role")).hasSize(6);
    for (NamedCsvRecord role : rows("role")) {
      List<String> granted = list(role, "permissions");
      if (field(role, "user_role_id").equals("1")) {
        assertThat(granted).containsExactly("*");
      } else {
        assertThat(grantable).containsAll(granted);
        assertThat(granted).doesNotHaveDuplicates();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ELECTRIC, KWH",
    "ELECTRIC, MWH",
    "NATURALGAS, THERM",
    "NATURALGAS, CCF",
    "NATURALGAS, MCF",
    "NATURALGAS, DTH",
    "NATURALGAS, MMBTU",
    "NATURALGAS, M3",
    "NATURALGAS, GJ",
  })
  void commonEnergyUnitsHaveASupplierTemplate(String commodity, String unit) {
    assertThat(rows("template"))
        .anySatisfy(template -> {
          assertThat(field(template, "template_code")).isEqualTo("S_" + unit);
          assertThat(codeOf("commodity", field(template, "commodity_id"))).isEqualTo(commodity);
          assertThat(codeOf("unit", field(template, "use_unit_id"))).isEqualTo(unit);
        });
  }

  @Test
  void everyCommodityButEnergyHasATemplateAndTheFirstIsUseOnly() {
    Map<String, NamedCsvRecord> first = new HashMap<>();
    rows("template").forEach(row -> first.putIfAbsent(field(row, "commodity_id"), row));
    for (NamedCsvRecord commodity : rows("commodity")) {
      if (field(commodity, "commodity_code").equals("ENERGY")) {
        continue;
      }
      NamedCsvRecord template = get(first, field(commodity, "commodity_id"));
      assertThat(field(template, "template_code")).startsWith("FD_").isUpperCase();
      assertThat(field(template, "use_unit_id")).isEqualTo(field(commodity, "use_unit_id"));
      assertThat(field(template, "demand_unit_id")).isEmpty();
    }
  }

  @Test
  void templateLinesFitTheirTemplate() {
    Map<String, NamedCsvRecord> types = index(rows("observation_type"), row -> row.getField(0));
    Map<String, List<NamedCsvRecord>> lines =
        rows("template_line").stream()
            .collect(Collectors.groupingBy(row -> field(row, "template_id")));
    for (NamedCsvRecord template : rows("template")) {
      int order = 0;
      for (NamedCsvRecord line : get(lines, template.getField(0))) {
        assertThat(field(line, "display_order")).isEqualTo(Integer.toString(++order));
        String kind = field(get(types, field(line, "observation_type_id")), "class_code");
        String expected =
            switch (kind) {
              case "use" -> field(template, "use_unit_id");
              case "demand" -> field(template, "demand_unit_id");
              default -> "";
            };
        assertThat(field(line, "value_unit_id")).as("%s", line).isEqualTo(expected);
        assertThat(field(line, "cost_unit_id")).isIn("", "58");
        if (kind.equals("cost")) {
          assertThat(field(line, "cost_unit_id")).isEqualTo("58");
        }
      }
      assertThat(order).isPositive();
    }
  }

  private static Map<String, Unit> units(String key) {
    Map<String, Unit> units = new HashMap<>();
    for (NamedCsvRecord row : rows("unit")) {
      units.put(
          field(row, key),
          Unit.of(field(row, "unit_code"), field(row, "base_unit_code"), field(row, "factor")));
    }
    return units;
  }

  private static String codeOf(String name, String id) {
    return field(byId(name, id), name + "_code");
  }

  private static NamedCsvRecord byId(String name, String id) {
    return get(index(rows(name), row -> row.getField(0)), id);
  }

  private static Map<String, NamedCsvRecord> index(
      List<NamedCsvRecord> rows, Function<NamedCsvRecord, String> key) {
    return rows.stream().collect(Collectors.toMap(key, Function.identity()));
  }

  private static <V> V get(Map<String, V> map, String key) {
    return Objects.requireNonNull(map.get(key), () -> "nothing under '" + key + "'");
  }

  private static Set<String> withBlank(Set<String> ids) {
    Set<String> all = new HashSet<>(ids);
    all.add("");
    return all;
  }

  private static String field(NamedCsvRecord row, String column) {
    return row.getField(column);
  }

  private static List<String> list(NamedCsvRecord row, String column) {
    return Arrays.asList(field(row, column).split("\\|", -1));
  }

  private static int header(NamedCsvRecord row) {
    return row.getHeader().size();
  }

  private static String capital(String level) {
    return level.substring(0, 1).toUpperCase(Locale.ROOT) + level.substring(1);
  }

  private static List<NamedCsvRecord> rows(String name) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(open(CATALOGUE + name + ".csv"), StandardCharsets.UTF_8))) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String name) {
    try (InputStream in = open("/contract/" + name)) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    return Objects.requireNonNull(CatalogueTest.class.getResourceAsStream(path), path);
  }
}
