package org.meterbook.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules that a request's components may declare; the engine checks them and names every
 * violation in one answer.
 */
public final class Rules {
  private Rules() {}

  /** Must be present and not null. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Required {}

  /** The key must be present; null is allowed. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Defined {}

  /** Length of a text, in characters, both ends inclusive. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Length {
    int min() default 0;

    int max();
  }

  /** Range of a number, both ends inclusive. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Range {
    double min();

    double max();
  }

  /** A date from 1899-12-31 to 3000-01-01, both inclusive. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface LedgerDate {}

  /** One of these texts, in this letter case. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface OneOf {
    String[] value();
  }

  /** A list that has at least one item. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface NotEmpty {}

  /** Must be given when the component named here is. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface RequiredWith {
    String value();
  }

  /** Must be given when {@code field} has one of {@code is}. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface RequiredWhen {
    String field();

    String[] is();
  }

  /** At most one of these components may be given. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface OnlyOneOf {
    String[] value();
  }

  /**
   * The id, or each id of the list, of a row of this table, which must exist within the caller's
   * topmost scope.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Refers {
    String value();
  }

  /**
   * A record whose components are properties of the same JSON object: how a newer version adds to
   * an older one.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Flat {}

  /** One line for the documentation. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Meaning {
    String value();
  }

  /** A component's name in JSON; one that Java does not allow is annotated. */
  public static String name(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  /** A record's components as JSON has them: those of flat records in their place. */
  public static List<RecordComponent> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(component ->
            component.isAnnotationPresent(Flat.class)
                ? components(component.getType()).stream()
                : Stream.of(component))
        .toList();
  }
}
