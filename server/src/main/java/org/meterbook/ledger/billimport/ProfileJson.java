package org.meterbook.ledger.billimport;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterbook.files.DelimitedFile;
import org.meterbook.ledger.billimport.Profile.Creatable;
import org.meterbook.ledger.billimport.Profile.Layout;
import org.meterbook.ledger.billimport.Profile.Line;
import org.meterbook.ledger.billimport.Profile.Repeats;
import org.meterbook.ledger.billimport.Profile.Source;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads profiles, and says everything that is wrong with one at once. */
final class ProfileJson {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> errors = new ArrayList<>();

  private ProfileJson() {}

  static Profile read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new ImportException("Cannot read the profile %s: %s".formatted(file, e.getMessage()));
    }
  }

  static Profile parse(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new ImportException("The profile is not JSON: " + e.getOriginalMessage());
    }
    ProfileJson reader = new ProfileJson();
    Profile profile = reader.profile(new JsonObject(root, "", reader.errors));
    if (!reader.errors.isEmpty()) {
      throw new ImportException("The profile is wrong: " + String.join("; ", reader.errors) + ".");
    }
    return profile;
  }

  private Profile profile(JsonObject root) {
    String name = root.text("name", "unnamed");
    root.text("about", "");
    Layout layout = layout(root.object("file"), root.object("dates"), root.object("amounts"), root);
    Map<Field, Source> fields = fields(root.object("fields"));
    List<Line> lines = root.objects("lines").stream().map(this::line).toList();
    Optional<Period> first = root.optional("firstBill").flatMap(this::period);
    Repeats repeats = constant(Repeats.class, root.text("repeats", "refuse"), "repeats");
    Set<Creatable> create = EnumSet.noneOf(Creatable.class);
    root.texts("create", List.of())
        .forEach(each -> create.add(constant(Creatable.class, each, "create")));
    root.close();
    Profile profile =
        new Profile(
            name,
            layout,
            fields,
            lines,
            first,
            repeats,
            create,
            fields.containsKey(Field.ACE) || fields.containsKey(Field.VPR));
    require(profile);
    return profile;
  }

  private Layout layout(JsonObject file, JsonObject dates, JsonObject amounts, JsonObject root) {
    String delimiter = file.text("delimiter", ",");
    String decimal = amounts.text("decimal", ".");
    check(
        delimiter.length() == 1 && !delimiter.equals("\""), "file.delimiter must be one character");
    check(decimal.length() == 1, "amounts.decimal must be one character");
    Layout layout =
        new Layout(
            first(delimiter),
            encoding(file.text("encoding", "UTF-8")),
            file.flag("header", true),
            file.flag("lastLineMayLackEnd", false),
            dates.texts("formats", List.of("yyyy-MM-dd")),
            dates.flag("endInclusive", false),
            first(decimal),
            amounts.text("thousands", ""),
            amounts.text("symbols", ""),
            Set.copyOf(root.texts("estimatedValues", List.of())));
    file.close();
    dates.close();
    amounts.close();
    check(layout.thousands().length() <= 1, "amounts.thousands must be one character or none");
    for (String format : layout.dateFormats()) {
      check(Dates.isFormat(format), "dates.formats: '" + format + "' is no date format");
    }
    return layout;
  }

  private static char first(String text) {
    return text.isEmpty() ? ',' : text.charAt(0);
  }

  private Charset encoding(String name) {
    Optional<String> known =
        DelimitedFile.ENCODINGS.stream().filter(each -> each.equalsIgnoreCase(name)).findFirst();
    check(known.isPresent(), "file.encoding must be one of " + DelimitedFile.ENCODINGS);
    return known.map(Charset::forName).orElse(StandardCharsets.UTF_8);
  }

  private Map<Field, Source> fields(JsonObject json) {
    Map<Field, Source> fields = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      json.source(field.json()).ifPresent(source -> fields.put(field, source));
    }
    json.close();
    return fields;
  }

  private Line line(JsonObject json) {
    Optional<Source> column =
        json.optional("unitColumn").map(name -> new Source(Optional.of(name), ""));
    Line line =
        new Line(
            json.text("caption", ""),
            json.text("observationType", ""),
            json.optional("value"),
            json.optional("unit").map(code -> new Source(Optional.empty(), code)).or(() -> column),
            json.optional("cost"),
            json.text("currency", "USDOLLARS"),
            json.flag("optional", false));
    json.close();
    check(
        !line.caption().isBlank() && line.caption().length() <= 100,
        json.path() + "caption must have 1 to 100 characters");
    check(!line.observationType().isBlank(), json.path() + "observationType is missing");
    check(
        line.value().isPresent() || line.cost().isPresent(),
        json.path() + "value or cost is missing");
    check(
        line.value().isPresent() == line.unit().isPresent(),
        json.path() + "value and unit go together");
    return line;
  }

  private Optional<Period> period(String text) {
    try {
      Period period = Period.parse(text);
      check(!period.isNegative() && !period.isZero(), "firstBill must be longer than nothing");
      return Optional.of(period);
    } catch (DateTimeParseException e) {
      errors.add("firstBill must be a period such as P1M or P30D");
      return Optional.empty();
    }
  }

  private <E extends Enum<E>> E constant(Class<E> type, String text, String path) {
    E[] all = type.getEnumConstants();
    for (E each : all) {
      if (each.name().replace("_", "").equalsIgnoreCase(text)) {
        return each;
      }
    }
    List<String> names =
        List.of(all).stream()
            .map(each -> each.name().replace("_", "").toLowerCase(Locale.ROOT))
            .toList();
    errors.add("%s: '%s' is not one of %s".formatted(path, text, names));
    return all[0];
  }

  private void require(Profile profile) {
    check(profile.source(Field.ACCOUNT).isPresent(), "fields.account is missing");
    check(profile.source(Field.END).isPresent(), "fields.end is missing");
    check(!profile.lines().isEmpty(), "lines is missing");
    check(
        profile.source(Field.BEGIN).isPresent() || profile.firstBill().isPresent(),
        "fields.begin is missing, and firstBill to do without");
    check(
        !profile.creates(Creatable.ACCOUNTS) || profile.source(Field.VENDOR).isPresent(),
        "fields.vendor is missing to create accounts");
    check(
        !profile.creates(Creatable.METERS) || profile.source(Field.COMMODITY).isPresent(),
        "fields.commodity is missing to create meters");
  }

  private void check(boolean holds, String error) {
    if (!holds) {
      errors.add(error);
    }
  }
}
