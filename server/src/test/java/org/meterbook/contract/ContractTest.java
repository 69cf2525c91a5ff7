package org.meterbook.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterbook.api.Operation;

/**
 * Each registered operation that the contract knows is as the contract has it, or a documented
 * deviation from it.
 */
class ContractTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Deviations DEVIATIONS = Deviations.load();

  static Stream<OperationComparison> comparisons() {
    return Registered.operations().all().stream().flatMap(ContractTest::comparison);
  }

  private static Stream<OperationComparison> comparison(Operation operation) {
    return CONTRACT
        .entryOf(operation)
        .map(entry -> new OperationComparison(CONTRACT, entry, operation))
        .stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("comparisons")
  void isAsTheContractHasIt(OperationComparison comparison) {
    assertThat(DEVIATIONS.unmeant(comparison.differences())).as(comparison.toString()).isEmpty();
  }

  @Test
  void everyDeviationIsStillNeeded() {
    Set<String> found =
        comparisons()
            .flatMap(comparison -> comparison.differences().stream())
            .map(Difference::subject)
            .collect(Collectors.toSet());
    assertThat(DEVIATIONS.subjects()).isSubsetOf(found);
  }

  @Test
  void everyDeviationHasAReason() {
    assertThat(DEVIATIONS.reasons())
        .allSatisfy((subject, reason) -> assertThat(reason).as(subject).isNotBlank());
  }

  @Test
  void theContractIsWhole() {
    List<String> unknown =
        CONTRACT.models().values().stream()
            .map(Map::values)
            .flatMap(properties -> properties.stream().map(Contract.Property::type))
            .map(type -> type.replaceAll("\\[]", "").replaceAll("^map<(.*)>$", "$1"))
            .filter(type ->
                Character.isUpperCase(type.charAt(0)) && !CONTRACT.models().containsKey(type))
            .toList();
    assertThat(unknown).isEmpty();
    assertThat(CONTRACT.entries()).hasSize(806);
  }
}
