package org.meterbook.contract;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.meterbook.api.FieldType;
import org.meterbook.api.Given;
import org.meterbook.api.Member;
import org.meterbook.api.Rules;
import org.meterbook.api.Shape;

/** A type on our side, whether a shape or a record declares it, in the contract's words. */
sealed interface Offered {
  /** One value: integer, long, number, string, boolean, date or date-time. */
  record Scalar(String type) implements Offered {}

  record Items(Offered item) implements Offered {}

  /** An object; its properties are looked up one by one, because a record may contain itself. */
  record Properties(String name, Function<String, Optional<Offered>> property) implements Offered {}

  /** JSON of any form. */
  record Free() implements Offered {}

  /** A value, or an item, that is never there until the feature behind it exists. */
  record Absent() implements Offered {}

  static Offered of(Shape shape) {
    return new Properties(shape.name(), name -> shape.member(name).map(Offered::of));
  }

  private static Offered of(Member member) {
    return switch (member) {
      case Member.Field field ->
          switch (field.sql()) {
            case "NULL" -> new Absent();
            case "'[]'" -> new Items(new Absent());
            default -> of(field.type());
          };
      case Member.One one -> of(one.shape());
      case Member.Many many -> new Items(of(many.shape()));
    };
  }

  static Offered of(FieldType type) {
    return switch (type) {
      case INTEGER -> new Scalar("integer");
      case LONG -> new Scalar("long");
      case NUMBER, MONEY -> new Scalar("number");
      case TEXT, SEALED -> new Scalar("string");
      case BOOLEAN -> new Scalar("boolean");
      case DATE_TIME, MOMENT -> new Scalar("date-time");
      case TEXTS -> new Items(new Scalar("string"));
      case INTEGERS -> new Items(new Scalar("integer"));
      case OBJECT -> new Free();
      case OBJECTS -> new Items(new Free());
    };
  }

  static Offered of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Type argument = generic.getActualTypeArguments()[0];
      if (raw == Given.class || raw == Optional.class) {
        return of(argument);
      }
      return Collection.class.isAssignableFrom(raw) ? new Items(of(argument)) : new Free();
    }
    return type instanceof Class<?> raw ? of(raw) : new Free();
  }

  private static Offered of(Class<?> type) {
    if (type.isRecord()) {
      return new Properties(
          type.getSimpleName(),
          name -> component(type, name).map(each -> of(each.getGenericType())));
    }
    if (type.isArray()) {
      return new Items(of(type.getComponentType()));
    }
    if (type == Integer.class || type == int.class) {
      return new Scalar("integer");
    }
    if (type == Long.class || type == long.class) {
      return new Scalar("long");
    }
    if (type == Double.class || type == double.class || type == BigDecimal.class) {
      return new Scalar("number");
    }
    if (type == Boolean.class || type == boolean.class) {
      return new Scalar("boolean");
    }
    if (type == LocalDateTime.class
        || type == Instant.class
        || type == org.meterbook.api.Moment.class) {
      return new Scalar("date-time");
    }
    if (type == LocalDate.class) {
      return new Scalar("date");
    }
    return type == String.class || type.isEnum() ? new Scalar("string") : new Free();
  }

  private static Optional<RecordComponent> component(Class<?> type, String name) {
    return Rules.components(type).stream()
        .filter(each -> Rules.name(each).equals(name))
        .findFirst();
  }
}
