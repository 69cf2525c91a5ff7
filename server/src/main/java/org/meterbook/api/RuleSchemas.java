package org.meterbook.api;

import java.lang.reflect.RecordComponent;
import java.util.StringJoiner;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the rules of a record's component are in JSON Schema, or in words where it has no keyword
 * for them.
 */
final class RuleSchemas {
  private RuleSchemas() {}

  /** Adds the keywords. */
  static void apply(RecordComponent component, ObjectNode schema) {
    Rules.Length length = component.getAnnotation(Rules.Length.class);
    if (length != null) {
      schema.put("maxLength", length.max());
      if (length.min() > 0) {
        schema.put("minLength", length.min());
      }
    }
    Rules.Range range = component.getAnnotation(Rules.Range.class);
    if (range != null) {
      limit(schema, "minimum", range.min());
      limit(schema, "maximum", range.max());
    }
    Rules.OneOf oneOf = component.getAnnotation(Rules.OneOf.class);
    if (oneOf != null) {
      ArrayNode values = schema.putArray("enum");
      for (String value : oneOf.value()) {
        values.add(value);
      }
    }
    if (component.isAnnotationPresent(Rules.NotEmpty.class)) {
      schema.put("minItems", 1);
    }
  }

  /** A limit, unless it is the type's own. */
  private static void limit(ObjectNode schema, String keyword, double value) {
    if (Math.abs(value) == Double.MAX_VALUE || Double.isInfinite(value)) {
      return;
    }
    if (value == Math.rint(value)) {
      schema.put(keyword, (long) value);
    } else {
      schema.put(keyword, value);
    }
  }

  /** The meaning, and the rules without a keyword. */
  static String description(RecordComponent component) {
    StringJoiner text = new StringJoiner("; ");
    Rules.Meaning meaning = component.getAnnotation(Rules.Meaning.class);
    if (meaning != null) {
      text.add(meaning.value());
    }
    Rules.Refers refers = component.getAnnotation(Rules.Refers.class);
    if (refers != null) {
      text.add("refers to a " + refers.value().replace('_', ' '));
    }
    Rules.RequiredWith with = component.getAnnotation(Rules.RequiredWith.class);
    if (with != null) {
      text.add("required with " + with.value());
    }
    Rules.RequiredWhen when = component.getAnnotation(Rules.RequiredWhen.class);
    if (when != null) {
      text.add("required when %s is %s".formatted(when.field(), String.join(" or ", when.is())));
    }
    if (component.isAnnotationPresent(Rules.LedgerDate.class)) {
      text.add("from 1899-12-31 to 3000-01-01");
    }
    return text.toString();
  }
}
