package org.meterbook.ledger.catalogue;

import java.util.List;
import java.util.Map;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;

/** Countries of ISO 3166-1. */
public final class Countries {
  private Countries() {}

  record Country(
      @Meaning("numeric code of ISO 3166-1") int countryId,
      @Meaning("name") String name,
      @Meaning("two-letter code") String alpha2Code,
      @Meaning("other spellings by which it is known") List<String> possibleSpellings) {}

  public static void register(Operations operations) {
    operations.compute(
        "GetCountriesV3",
        "GET",
        "/api/v3/country",
        "",
        Country.class,
        true,
        (call, _) ->
            call.sql()
                .list(
                    "SELECT country_id, name, alpha2_code, possible_spellings FROM country ORDER BY name",
                    Map.of(),
                    row ->
                        new Country(
                            row.integer(1),
                            row.text(2),
                            row.text(3),
                            List.of(row.text(4).split("\\|", -1)))),
        "Lists countries.");
  }
}
