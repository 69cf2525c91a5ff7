package org.meterbook.collection;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import org.meterbook.greenbutton.DstRule;
import org.meterbook.greenbutton.Entry;
import org.meterbook.greenbutton.TimeConfiguration;

/** A time zone as a Green Button describes it, by offsets and rules. */
final class LocalTime {
  private static final int LAST = 7;
  private static final int ON_OR_AFTER = 1;

  private LocalTime() {}

  /** A zone as it is at a moment; its rules of other years may have been others. */
  static TimeConfiguration of(Entry entry, ZoneId zone, Instant now) {
    ZoneRules rules = zone.getRules();
    int standard = rules.getStandardOffset(now).getTotalSeconds();
    List<ZoneOffsetTransitionRule> changes = rules.getTransitionRules();
    if (changes.size() != 2) {
      return new TimeConfiguration(entry, standard, 0, Optional.empty(), Optional.empty());
    }
    int year = Year.from(now.atOffset(ZoneOffset.UTC)).getValue();
    boolean first = changes.getFirst().createTransition(year).isGap();
    ZoneOffsetTransitionRule start = first ? changes.getFirst() : changes.getLast();
    ZoneOffsetTransitionRule end = first ? changes.getLast() : changes.getFirst();
    return new TimeConfiguration(
        entry,
        standard,
        start.getOffsetAfter().getTotalSeconds() - standard,
        Optional.of(rule(start, year)),
        Optional.of(rule(end, year)));
  }

  private static DstRule rule(ZoneOffsetTransitionRule rule, int year) {
    LocalDateTime before = rule.createTransition(year).getDateTimeBefore();
    int weekday = before.getDayOfWeek().getValue();
    boolean last = rule.getDayOfMonthIndicator() < 0;
    return new DstRule(
        rule.getMonth().getValue(),
        last ? LAST : ON_OR_AFTER,
        last ? 0 : rule.getDayOfMonthIndicator(),
        weekday,
        before.getHour(),
        before.getMinute() * 60 + before.getSecond());
  }
}
