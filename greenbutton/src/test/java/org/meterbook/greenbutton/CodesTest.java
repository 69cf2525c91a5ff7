package org.meterbook.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodesTest {
  @ParameterizedTest
  @CsvSource({
    "MEASUREMENT_KIND, Energy, 12",
    "MEASUREMENT_KIND, power factor, 38",
    "UOM, Wh, 72",
    "UOM, WH, 72",
    "UOM, therms, 169",
    "UOM, m³, 42",
    "FLOW_DIRECTION, Delivered, 1",
    "QUALITY, manually_edited, 7",
    "CURRENCY, usd, 840",
    "SERVICE_KIND, gas, 1",
  })
  void namesAreFound(CodeList list, String name, int code) {
    assertThat(list.codeOf(name)).hasValue(code);
  }

  @Test
  void unknownOnesAreNot() {
    assertThat(CodeList.UOM.codeOf("furlong")).isEmpty();
    assertThat(CodeList.UOM.codeOf("")).isEmpty();
    assertThat(CodeList.UOM.nameOf(9999)).isEmpty();
    assertThat(Uom.of(9999)).isEmpty();
    assertThat(CodeList.QUALITY.nameOf(19)).hasValue("revenueQuality");
  }

  @ParameterizedTest
  @EnumSource(Uom.class)
  void everyUnitHasACodeOfItsOwn(Uom unit) {
    assertThat(Uom.of(unit.code())).hasValue(unit);
    assertThat(CodeList.UOM.nameOf(unit.code())).isPresent();
    Set<String> symbols = new HashSet<>();
    for (Uom other : Uom.values()) {
      assertThat(symbols.add(other.symbol())).as(other.symbol()).isTrue();
    }
  }

  @Test
  void physicalValuesAreExact() {
    SummaryMeasurement measurement =
        new SummaryMeasurement(
            -3,
            java.util.OptionalLong.empty(),
            OptionalInt.of(72),
            java.util.OptionalLong.of(123_456_789),
            java.util.Optional.empty());

    assertThat(measurement.physical()).hasValue(new BigDecimal("123456.789"));
  }

  @Test
  void idsAreUuidsOfVersion5() {
    // Version 5 of the URL https://example.org/, as any other implementation gives it.
    assertThat(PersistentId.uuid("https://example.org/").version()).isEqualTo(5);
    assertThat(PersistentId.uuid("https://example.org/").variant()).isEqualTo(2);
    assertThat(PersistentId.of("https://example.org/"))
        .isEqualTo("urn:uuid:" + EXAMPLE)
        .isEqualTo(PersistentId.of("https://example.org/"));
  }

  private static final String EXAMPLE = "527dda32-a0de-5105-a042-cb475b5f7d11";
}
