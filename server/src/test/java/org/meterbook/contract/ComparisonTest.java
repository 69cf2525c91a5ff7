package org.meterbook.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** The comparison itself sees what it is there to see. */
class ComparisonTest {
  private static final Shape CHILD =
      Shape.of("Child", Tables.VENDOR).integer("vendorId", "id").build();
  private static final Shape SHAPE =
      Shape.of("Thing", Tables.METER)
          .integer("meterId", "id")
          .text("meterCode", "code")
          .one("vendor", CHILD, "$.vendor_id", "whose")
          .build();

  record Sent(
      @Required @Length(max = 32) String code,
      @Defined @Nullable Integer count,
      @Required @Refers("place") Integer placeId,
      @OneOf({"a", "b"}) @Nullable String kind,
      @Range(min = 1, max = 3) @Nullable Integer step,
      @Nullable LocalDateTime day,
      @Nullable Sent inner) {}

  @ParameterizedTest
  @CsvSource({
    "meterId, integer, ''",
    "meterCode, string, ''",
    "vendor, Child, ''",
    "meterId, long, ''",
    "meterCode, integer, 'Model.meterCode: must be integer, is string'",
    "vendor, Child[], 'Model.vendor: must be Child[], is Child'",
    "meterInfo, string, 'Model.meterInfo: Thing does not have it'"
  })
  void comparesAnswers(String property, String type, String difference) {
    Contract contract =
        new Contract(
            List.of(),
            Map.of(
                "Model", Map.of(property, new Contract.Property(type, List.of())),
                "Child", Map.of("vendorId", new Contract.Property("integer", List.of()))));
    List<Difference> differences = new ArrayList<>();
    new AnswerComparison(contract, differences)
        .compare("X", "Model[]", new Offered.Items(Offered.of(SHAPE)));
    assertThat(String.join("; ", differences.stream().map(Difference::toString).toList()))
        .isEqualTo(difference);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "code; string · required · length 0..32; ''",
        "code; string · length 0..32; must not have the rule required",
        "count; integer · required; must have the rule required|must not have the rule defined",
        "code; string · required · length 0..16; 'length must be 0..16, is 0..32'",
        "count; integer · defined; ''",
        "count; integer; must not have the rule defined",
        "count; boolean · defined; must take boolean, takes java.lang.Integer",
        "placeId; integer · required · topmost Place; ''",
        "placeId; integer · required · range 1..2147483647; ''",
        "placeId; integer · required · topmost CostCenter; 'topmost must be cost_center, is place'",
        "kind; string · oneOf b|a; ''",
        "kind; string; 'oneOf must be [], is [a, b]'",
        "step; integer · oneOf 1|2|3; ''",
        "step; integer · range 1..3; ''",
        "step; integer · oneOf 1|3; 'must have the rule oneOf [1, 3]'",
        "day; date-time; ''",
        "day; date-time · range 12/31/1899..1/1/3000; must have the rule range 12/31/1899..1/1/3000",
        "inner; Model; ''",
        "other; string; Sent does not take it"
      })
  void comparesRules(String property, String text, String message) {
    List<String> parts = List.of(text.split(" · ", -1));
    Contract.Property wanted =
        new Contract.Property(parts.getFirst(), parts.subList(1, parts.size()));
    Contract contract = new Contract(List.of(), Map.of("Model", Map.of(property, wanted)));
    List<Difference> differences = new ArrayList<>();
    new RequestComparison(contract, differences).compare("X", "Model", Sent.class);
    assertThat(
            differences.stream()
                .filter(each -> each.subject().equals("Model." + property))
                .map(Difference::message))
        .isEqualTo(message.isEmpty() ? List.of() : List.of(message.split("\\|", -1)));
    // The others are obligatory here and unknown there.
    assertThat(differences.stream().map(Difference::message))
        .filteredOn("Sent asks for it"::equals)
        .isNotEmpty();
  }

  @Test
  void comparesOperations() {
    Operations operations = new Operations();
    operations.resource(SHAPE).list("GetMetersV3", "/api/v3/METER", "", "Lists.");
    Operation operation = operations.all().getFirst();
    Contract contract = Contract.load();
    List<String> subjects =
        new OperationComparison(contract, contract.entryOf(operation).orElseThrow(), operation)
            .differences().stream().map(Difference::subject).toList();
    assertThat(subjects)
        .contains("GetMetersV3 paged", "GetMetersV3 permission", "MeterResponse.commodity")
        .doesNotContain("GetMetersV3 path", "GetMetersV3 ?filter", "MeterResponse.meterId");
  }
}
