package org.meterbook.greenbutton;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The fields of an element. What cannot be understood is noted as refused and counts as absent.
 *
 * @param node the element
 * @param xml where it was read
 * @param costFactor what amounts are multiplied with to be hundred-thousandths
 */
record Fields(Node node, Xml xml, long costFactor) {
  Fields in(Node inner) {
    return new Fields(inner, xml, costFactor);
  }

  Optional<String> text(String name) {
    return node.child(name).map(Node::text).filter(text -> !text.isEmpty());
  }

  String textOr(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  List<String> texts(String name) {
    return node.all(name).stream().map(Node::text).filter(text -> !text.isEmpty()).toList();
  }

  OptionalLong whole(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong value = Numbers.whole(text.get(), xml.findings(), xml);
    if (value.isEmpty()) {
      refused(name, text.get(), "is not a whole number");
    }
    return value;
  }

  OptionalInt integer(String name) {
    OptionalLong value = whole(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.getAsLong() != (int) value.getAsLong()) {
      refused(name, String.valueOf(value.getAsLong()), "is too large");
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) value.getAsLong());
  }

  OptionalLong time(String name) {
    OptionalLong value = whole(name);
    if (value.isPresent() && !Numbers.isTime(value.getAsLong())) {
      refused(name, String.valueOf(value.getAsLong()), "is not in the years 1970 to 2105");
      return OptionalLong.empty();
    }
    return value;
  }

  OptionalLong duration(String name) {
    OptionalLong value = whole(name);
    if (value.isPresent() && !Numbers.isDuration(value.getAsLong())) {
      refused(name, String.valueOf(value.getAsLong()), "is no duration");
      return OptionalLong.empty();
    }
    return value;
  }

  OptionalInt code(String name, CodeList list) {
    Optional<String> text = text(name);
    if (text.isPresent() && Numbers.plain(text.get()).isEmpty()) {
      OptionalInt code = list.codeOf(text.get());
      if (code.isPresent()) {
        xml.findings().tolerated(Tolerance.TEXT_FOR_CODE, place());
        return code;
      }
    }
    return integer(name);
  }

  Optional<BigDecimal> money(String name) {
    OptionalLong value = whole(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (costFactor != 1) {
      xml.findings().tolerated(Tolerance.COST_SCALE, place());
    }
    return Optional.of(Money.of(value.getAsLong()).multiply(BigDecimal.valueOf(costFactor)));
  }

  Optional<TimeInterval> interval(String name) {
    Optional<Fields> inner = node.child(name).map(this::in);
    if (inner.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong start = inner.get().time("start");
    OptionalLong duration = inner.get().duration("duration");
    if (start.isEmpty()) {
      return Optional.empty();
    }
    if (duration.isEmpty()) {
      refused(name, "", "has no duration");
      return Optional.empty();
    }
    return Optional.of(new TimeInterval(start.getAsLong(), duration.getAsLong()));
  }

  Optional<Ratio> ratio(String name) {
    return child(
        name,
        inner ->
            new Ratio(inner.whole("numerator").orElse(0), inner.whole("denominator").orElse(0)));
  }

  <T> Optional<T> child(String name, Function<Fields, T> mapping) {
    return node.child(name).map(this::in).map(mapping);
  }

  <T> List<T> children(String name, Function<Fields, T> mapping) {
    return node.all(name).stream().map(this::in).map(mapping).toList();
  }

  void refused(String name, String value, String problem) {
    String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
    xml.findings().refused(place(), (name + " " + shown).strip() + " " + problem);
  }

  Place place() {
    return xml.place(node.line());
  }
}
