package org.meterbook.interval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Formulas that are looked at before they are used. */
class FormulaOperationTest {
  private final SiteWithDataPoint site = new SiteWithDataPoint();

  private JsonNode validate(String path, String formula, String more) {
    return site.client
        .post("/api/v202405/formula/" + path, "{\"formula\": \"%s\"%s}".formatted(formula, more))
        .expect(200)
        .json();
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "validateCalculatedMeter"})
  void saysWhatIsWrong(String path) {
    int main = site.channel(site.point, 15);
    int second = site.channel(site.point, 15);
    int meters = site.site.channel(15, "Trip", 1, 0);
    JsonNode good = validate(path, "channel(%d) * 2".formatted(main), "");
    assertThat(good.get("isValid").booleanValue()).isTrue();
    assertThat(good.get("message").isNull()).isTrue();
    assertThat(good.get("resolvedFormula").stringValue()).isEqualTo("[Point P1: Main] * 2");
    assertThat(good.get("channelIds").get(0).intValue()).isEqualTo(main);
    assertThat(validate(path, "2 +", "").get("message").stringValue()).startsWith("column 4");
    assertThat(validate(path, "2 + 2", "").get("message").stringValue()).contains("no channel");
    assertThat(validate(path, "sin(1)", "").get("resolvedFormula").isNull()).isTrue();
    assertThat(validate(path, "channel(%d)".formatted(second), "").get("message").stringValue())
        .contains("not the primary value channel");
    assertThat(validate(path, "channel(%d)".formatted(meters), "").get("message").stringValue())
        .contains("is a meter's");
    assertThat(validate(path, "channel(99999)", "").get("isValid").booleanValue()).isFalse();
    JsonNode own =
        validate(path, "channel(%d)".formatted(main), ", \"dataPointId\": " + site.point);
    assertThat(own.get("message").stringValue()).contains("same data point");
  }

  @Test
  void needsAFormula() {
    site.client.post("/api/v202405/formula/validate", "{}").expect(400);
  }
}
