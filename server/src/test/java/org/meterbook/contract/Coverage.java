package org.meterbook.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meterbook.api.Operation;

/**
 * Prints how much of the contract is there, by category. {@code done} is registered; {@code
 * complete} is also as the contract has it, without a deviation and without a property that is
 * always null or empty; {@code --missing} lists what is not registered.
 */
public final class Coverage {
  private static final String LINE = "%-24s %9s %6s %9s %8s %6s%n";

  private enum State {
    DONE,
    COMPLETE,
    MISSING
  }

  private record Row(int contract, int done, int complete, int missing) {
    private Row plus(State state) {
      return new Row(
          contract + 1,
          done + (state == State.MISSING ? 0 : 1),
          complete + (state == State.COMPLETE ? 1 : 0),
          missing + (state == State.MISSING ? 1 : 0));
    }

    private void print(String name) {
      System.out.printf(
          LINE, name, contract, done, complete, missing, 100 * done / contract + " %");
    }
  }

  private Coverage() {}

  public static void main(String[] arguments) {
    Contract contract = Contract.load();
    Map<Contract.Entry, Operation> carried = carried(contract);
    Map<String, Row> rows = new TreeMap<>();
    Row total = new Row(0, 0, 0, 0);
    List<Contract.Entry> missing = new ArrayList<>();
    for (Contract.Entry entry : contract.entries()) {
      State state = state(contract, entry, Optional.ofNullable(carried.get(entry)));
      rows.merge(entry.category(), new Row(0, 0, 0, 0).plus(state), (row, _) -> row.plus(state));
      total = total.plus(state);
      if (state == State.MISSING) {
        missing.add(entry);
      }
    }
    System.out.printf(LINE, "category", "contract", "done", "complete", "missing", "");
    rows.forEach((name, row) -> row.print(name));
    total.print("total");
    System.out.printf(
        "%d operations are registered that the contract does not have.%n",
        Registered.operations().all().size() - carried.size());
    if (List.of(arguments).contains("--missing")) {
      System.out.println();
      missing.stream()
          .sorted(Comparator.comparing(Contract.Entry::category))
          .forEach(entry ->
              System.out.printf(
                  "%-24s %-56s %-6s %s%n",
                  entry.category(), entry.id(), entry.method(), entry.path()));
    }
  }

  private static Map<Contract.Entry, Operation> carried(Contract contract) {
    Map<Contract.Entry, Operation> carried = new HashMap<>();
    Registered.operations()
        .all()
        .forEach(operation ->
            contract.entryOf(operation).ifPresent(entry -> carried.put(entry, operation)));
    return carried;
  }

  private static State state(
      Contract contract, Contract.Entry entry, Optional<Operation> operation) {
    return operation
        .map(found -> new OperationComparison(contract, entry, found))
        .map(comparison ->
            comparison.differences().isEmpty() && comparison.full() ? State.COMPLETE : State.DONE)
        .orElse(State.MISSING);
  }
}
