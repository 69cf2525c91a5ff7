package org.meterbook.ledger.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meterbook.api.Inside;
import org.meterbook.api.Rules;
import org.meterbook.app.Api;

/**
 * An edit replaces a row: what a sheet does not send of it would be lost. A property that is added
 * to a request therefore needs a column, or to be kept.
 */
class SheetCompletenessTest {
  /** What stays as it is where it is not sent, or has no effect yet. */
  private static final Set<String> MAY_BE_LEFT_OUT =
      Set.of("reportGroupId", "automaticGroupFilters", "address.remitTo");

  @Test
  void everyPropertyOfAnEditIsSent() {
    Inside inside = new Inside(Api.describe());
    for (Sheet sheet : Types.SHEETS) {
      for (Part part : sheet.parts()) {
        Set<String> sent = new HashSet<>(MAY_BE_LEFT_OUT);
        part.columns().forEach(column -> sent.add(column.send()));
        part.hidden().forEach(hidden -> sent.add(hidden.send()));
        if (!part.edit().isEmpty()) {
          assertThat(sent)
              .as("%s of %s by %s", part.noun(), sheet.name(), part.edit())
              .containsAll(
                  properties(inside.operation(part.edit()).body().orElseThrow().type(), "")
                      .toList());
        }
      }
    }
  }

  private static Stream<String> properties(Class<?> type, String path) {
    return Stream.of(type.getRecordComponents()).flatMap(component -> properties(component, path));
  }

  private static Stream<String> properties(RecordComponent component, String path) {
    if (component.isAnnotationPresent(Rules.Flat.class)) {
      return properties(component.getType(), path);
    }
    String name = path + component.getName();
    return component.getType().isRecord()
        ? properties(component.getType(), name + ".")
        : Stream.of(name);
  }
}
