package org.meterbook.collection.connector.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The 15-minute readings of a day, in Wh. Those of a period add up to the volume of its bill: every
 * share is the difference of two rounded sums.
 */
final class DemoReadings {
  static final int SECONDS = 900;
  static final int MONTHS = 36;

  private static final int HOUR = 3600;

  private DemoReadings() {}

  /** The first day with readings. */
  static LocalDate first(LocalDate today) {
    return today.minusMonths(MONTHS);
  }

  /** What was delivered to the customer. */
  static long[] delivered(DemoMeter meter, LocalDate day) {
    Period period = Period.containing(meter, day);
    long watthours = Volumes.of(meter, period).movePointRight(3).longValueExact();
    double before = 0;
    double all = 0;
    double own = 0;
    for (LocalDate each = period.start(); each.isBefore(period.end()); each = each.plusDays(1)) {
      double weight = weight(meter, each);
      before += each.isBefore(day) ? weight : 0;
      own = each.equals(day) ? weight : own;
      all += weight;
    }
    long begin = Math.round(watthours * (before / all));
    long end = Math.round(watthours * ((before + own) / all));
    return spread(end - begin, day, meter.tariff() == Tariff.E1);
  }

  /** What the customer's panels gave back: about a third of what is used, at noon. */
  static long[] received(DemoMeter meter, LocalDate day) {
    Period period = Period.containing(meter, day);
    double share = 0.3 + 0.1 * Noise.of(meter, -day.toEpochDay());
    double daily = Volumes.of(meter, period).doubleValue() * 1000 / period.days();
    long[] values = new long[slots(day)];
    double[] shape = new double[values.length];
    for (int i = 0; i < shape.length; i++) {
      double hour = hour(day, i);
      shape[i] = hour > 7 && hour < 18 ? Math.sin(Math.PI * (hour - 7) / 11) : 0;
    }
    return divide(Math.round(daily * share), shape, values);
  }

  private static double weight(DemoMeter meter, LocalDate day) {
    boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    double usual = meter.tariff() == Tariff.E1 ? (weekend ? 1.15 : 1) : (weekend ? 0.55 : 1);
    return usual * (1 + 0.2 * Noise.of(meter, day.toEpochDay()));
  }

  private static long[] spread(long watthours, LocalDate day, boolean home) {
    long[] values = new long[slots(day)];
    double[] shape = new double[values.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = home ? homeShape(hour(day, i)) : shopShape(hour(day, i));
    }
    return divide(watthours, shape, values);
  }

  private static double homeShape(double hour) {
    return 0.35 + bell(hour, 7.5, 1.5) * 0.6 + bell(hour, 19, 2.5);
  }

  private static double shopShape(double hour) {
    return 0.25 + (hour >= 8 && hour < 18 ? 0.9 + 0.3 * bell(hour, 14, 2) : 0);
  }

  private static double bell(double hour, double middle, double width) {
    double away = (hour - middle) / width;
    return Math.exp(-away * away);
  }

  private static long[] divide(long whole, double[] shape, long[] into) {
    double all = 0;
    for (double each : shape) {
      all += each;
    }
    double until = 0;
    long given = 0;
    for (int i = 0; i < shape.length; i++) {
      until += shape[i];
      long sum = i == shape.length - 1 ? whole : Math.round(whole * (until / all));
      into[i] = sum - given;
      given = sum;
    }
    return into;
  }

  static Instant begin(LocalDate day) {
    return day.atStartOfDay(DemoMeter.ZONE).toInstant();
  }

  /** 92, 96 or 100. */
  private static int slots(LocalDate day) {
    return (int)
        ((begin(day.plusDays(1)).getEpochSecond() - begin(day).getEpochSecond()) / SECONDS);
  }

  /** The hour by the clock on the wall. */
  private static double hour(LocalDate day, int slot) {
    Instant moment = begin(day).plusSeconds((long) slot * SECONDS);
    return moment.atZone(DemoMeter.ZONE).toLocalTime().toSecondOfDay() / (double) HOUR;
  }
}
