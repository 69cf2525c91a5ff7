package org.meterbook.greenbutton;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One reading as it stands in the file, before its time is known for sure. */
final class RawReading {
  private final Findings findings;
  private final long costFactor;
  private long start;
  private long duration;
  private long value;
  private long cost;
  private int quality;
  private int tier;
  private int tou;
  private int cpp;
  private boolean hasValue;
  private boolean hasQuality;
  private String problem = "";

  RawReading(Findings findings, long costFactor) {
    this.findings = findings;
    this.costFactor = costFactor;
  }

  /** Reads the element the cursor is at. */
  void read(Xml xml, OptionalInt defaultQuality) throws IOException {
    start = Blocks.UNKNOWN;
    duration = Blocks.UNKNOWN;
    cost = IntervalReading.ABSENT;
    tier = IntervalReading.NONE;
    tou = IntervalReading.NONE;
    cpp = IntervalReading.NONE;
    quality = 0;
    hasValue = false;
    hasQuality = false;
    problem = "";
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      switch (xml.name()) {
        case "cost" -> cost(xml);
        case "ReadingQuality" -> quality(xml);
        case "timePeriod" -> period(xml);
        case "value" -> {
          OptionalLong whole = whole(xml);
          hasValue = whole.isPresent();
          value = whole.orElse(0);
        }
        case "consumptionTier" -> tier = integer(xml);
        case "tou" -> tou = integer(xml);
        case "cpp" -> cpp = integer(xml);
        default -> {}
      }
    }
    if (!hasQuality) {
      quality = defaultQuality.orElse(0);
    }
    if (!hasValue && problem.isEmpty()) {
      problem = "the reading has no value";
    }
  }

  private void period(Xml xml) throws IOException {
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      switch (xml.name()) {
        case "start" -> {
          start = whole(xml).orElse(Blocks.UNKNOWN);
          if (start != Blocks.UNKNOWN && !Numbers.isTime(start)) {
            problem("start " + start + " is not in the years 1970 to 2105");
          }
        }
        case "duration" -> {
          duration = whole(xml).orElse(Blocks.UNKNOWN);
          if (duration != Blocks.UNKNOWN && !Numbers.isDuration(duration)) {
            problem("duration " + duration + " is negative or too long");
          }
        }
        default -> {}
      }
    }
  }

  private void cost(Xml xml) throws IOException {
    OptionalLong sent = whole(xml);
    if (sent.isPresent()) {
      try {
        cost = Math.multiplyExact(sent.getAsLong(), costFactor);
      } catch (ArithmeticException e) {
        problem("cost " + sent.getAsLong() + " is too large");
      }
      if (costFactor != 1) {
        findings.tolerated(Tolerance.COST_SCALE, xml);
      }
    }
  }

  private void quality(Xml xml) throws IOException {
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      if (xml.name().equals("quality")) {
        String text = xml.text();
        OptionalLong number = Numbers.plain(text);
        OptionalInt code = number.isPresent() ? exact(number) : CodeList.QUALITY.codeOf(text);
        if (code.isEmpty()) {
          problem("quality " + shown(text) + " is not a code");
        } else {
          if (number.isEmpty()) {
            findings.tolerated(Tolerance.TEXT_FOR_CODE, xml);
          }
          quality = hasQuality && quality != 0 ? quality : code.getAsInt();
          hasQuality = true;
        }
      }
    }
  }

  private int integer(Xml xml) throws IOException {
    String name = xml.name();
    OptionalLong whole = whole(xml);
    OptionalInt exact = exact(whole);
    if (whole.isPresent() && exact.isEmpty()) {
      problem(name + " " + whole.getAsLong() + " is too large");
    }
    return exact.orElse(IntervalReading.NONE);
  }

  private static OptionalInt exact(OptionalLong value) {
    return value.isPresent() && value.getAsLong() == (int) value.getAsLong()
        ? OptionalInt.of((int) value.getAsLong())
        : OptionalInt.empty();
  }

  /** A whole number; an empty element counts as absent. */
  private OptionalLong whole(Xml xml) throws IOException {
    String name = xml.name();
    String text = xml.text();
    OptionalLong whole = Numbers.whole(text, findings, xml);
    if (whole.isEmpty() && !text.isEmpty()) {
      problem(name + " " + shown(text) + " is not a whole number");
    }
    return whole;
  }

  private static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private void problem(String text) {
    if (problem.isEmpty()) {
      problem = text;
    }
  }

  /** What is wrong with it; empty if nothing is. */
  Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }

  long start() {
    return start;
  }

  long duration() {
    return duration;
  }

  IntervalReading at(long newStart, long newDuration) {
    return new IntervalReading(newStart, newDuration, value, quality, cost, tier, tou, cpp);
  }
}
