package org.meterbook.ledger.billimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProfileTest {
  @Test
  void readsTheExampleThatTheDocumentationKeeps() {
    Path example = ImportFixture.find("docs/examples/houston-2012.profile.json").orElseThrow();

    assertThat(Profile.read(example).name()).isEqualTo("houston-2012");
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    String json =
        """
        {"feilds": {}, "file": {"delimiter": "||", "encoding": "EBCDIC", "header": "yes"}, "dates": {"formats": ["Tuesday"]},
         "fields": {"account": {"column": "A", "value": "B"}, "acount": "A"}, "repeats": "guess", "create": ["money"], "firstBill": "a month",
         "lines": [{"caption": "Use", "observationType": "TOTALUSE", "value": "kWh"}]}
        """;

    assertThatThrownBy(() -> Profile.parse(json))
        .isInstanceOf(ImportException.class)
        .hasMessageContainingAll(
            "feilds is unknown",
            "file.delimiter must be one character",
            "file.encoding must be one of",
            "file.header must be true or false",
            "'Tuesday' is no date format",
            "fields.account must have either a column or a value",
            "fields.acount is unknown",
            "'guess' is not one of [merge, separate, refuse]",
            "create: 'money' is not one of",
            "firstBill must be a period",
            "lines[0].value and unit go together",
            "fields.end is missing");
    assertThatThrownBy(() -> Profile.parse("{\"name\": "))
        .hasMessageContaining("The profile is not JSON");
    assertThatThrownBy(() -> Profile.parse("[]")).hasMessageContaining("it must be an object");
    assertThatThrownBy(() -> Profile.read(Path.of("nowhere.json")))
        .hasMessageContaining("Cannot read the profile nowhere.json");
  }
}
