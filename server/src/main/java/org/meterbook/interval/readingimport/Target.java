package org.meterbook.interval.readingimport;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterbook.api.Call;
import org.meterbook.interval.FileChannels;
import org.meterbook.interval.FileChannels.Existing;
import org.meterbook.interval.FileChannels.Meter;
import org.meterbook.interval.FileText;
import org.meterbook.store.Tables;

/**
 * Which channel a cell is for.
 *
 * @param meter what the row calls the meter; empty for nothing
 * @param channel what the row calls the channel; empty for nothing
 * @param mapping what the column's values are
 */
record Target(String meter, String channel, Profile.Mapping mapping) {
  /** A target's channel, or why there is none. */
  sealed interface Found {
    record Channel(int id, boolean created) implements Found {}

    record Missing(String reason) implements Found {}

    /** Would be made, if this were no mere look. */
    record Later() implements Found {}
  }

  /** What to do about channels that are missing. */
  enum Absent {
    REFUSED,
    MADE,
    PROMISED
  }

  /** Finds channels; what becomes of those that are missing says {@code absent}. */
  static Map<Target, Found> find(
      Call call, Collection<Target> targets, Optional<Integer> seconds, Absent absent) {
    Set<String> meterNames = new HashSet<>();
    Set<String> channelNames = new HashSet<>();
    targets.forEach(target -> {
      meterNames.add(target.meter);
      channelNames.add(target.channel);
    });
    meterNames.remove("");
    channelNames.remove("");
    List<Meter> meters = FileChannels.meters(call, meterNames);
    List<Integer> ids = meters.stream().map(Meter::id).toList();
    if (absent == Absent.MADE) {
      // Who makes the same at the same time, waits, and then finds it.
      call.sql().lock(Tables.METER, ids);
    }
    List<Existing> channels = FileChannels.of(call, ids, channelNames);
    Map<Target, Found> found = new HashMap<>();
    Map<Target, Found> made = new HashMap<>();
    for (Target target : targets) {
      found.put(target, target.in(call, meters, channels, seconds, absent, made));
    }
    return found;
  }

  private Found in(
      Call call,
      List<Meter> meters,
      List<Existing> channels,
      Optional<Integer> seconds,
      Absent absent,
      Map<Target, Found> made) {
    if (!channel.isEmpty()) {
      Optional<Existing> named =
          channels.stream().filter(each -> channel.equals(each.importId())).findFirst();
      if (named.isPresent()) {
        return checked(named.get());
      }
    }
    if (channel.length() > FileText.LONGEST_NAME) {
      return new Found.Missing(
          "the channel's import id has %d characters, at most %d can be kept"
              .formatted(channel.length(), FileText.LONGEST_NAME));
    }
    if (meter.isEmpty()) {
      return new Found.Missing(
          channel.isEmpty()
              ? "the row names neither a meter nor a channel"
              : "there is no channel with the import id '%s' that you may use".formatted(channel));
    }
    Optional<Meter> owner = FileChannels.named(meters, meter);
    if (owner.isEmpty()) {
      return new Found.Missing(
          "there is no meter with the import id or code '%s' that you may use".formatted(meter));
    }
    List<Existing> fitting =
        channels.stream()
            .filter(each -> Integer.valueOf(owner.get().id()).equals(each.meterId()) && fits(each))
            .toList();
    List<Existing> left =
        fitting.size() < 2 || seconds.isEmpty()
            ? fitting
            : fitting.stream().filter(each -> each.minutes() * 60 == seconds.get()).toList();
    if (left.size() == 1) {
      return checked(left.getFirst());
    }
    if (!fitting.isEmpty()) {
      return new Found.Missing(
          "%d channels of meter '%s' have %s in %s: name one by its import id, or give channelIntervalInSeconds"
              .formatted(fitting.size(), meter, mapping.observationType(), mapping.unit()));
    }
    // One meter may be named in two ways; what is made for it is made once.
    return switch (absent) {
      case REFUSED -> missing();
      case PROMISED -> new Found.Later();
      case MADE ->
          made.computeIfAbsent(
              new Target(owner.get().code(), channel, mapping),
              _ -> made(call, owner.get(), seconds));
    };
  }

  private Found missing() {
    return new Found.Missing(
        "meter '%s' has no channel with %s in %s; autoCreateChannels makes it"
            .formatted(meter, mapping.observationType(), mapping.unit()));
  }

  private boolean fits(Existing existing) {
    return existing.observationType().equalsIgnoreCase(mapping.observationType())
        && existing.unit().equalsIgnoreCase(mapping.unit())
        && (channel.isEmpty() || existing.importId() == null);
  }

  private Found checked(Existing existing) {
    if (existing.calculated()) {
      return new Found.Missing(
          "channel %d is calculated and takes no readings".formatted(existing.id()));
    }
    boolean same =
        existing.observationType().equalsIgnoreCase(mapping.observationType())
            && existing.unit().equalsIgnoreCase(mapping.unit());
    return same
        ? new Found.Channel(existing.id(), false)
        : new Found.Missing(
            "channel %d has %s in %s, not %s in %s as the profile says"
                .formatted(
                    existing.id(),
                    existing.observationType(),
                    existing.unit(),
                    mapping.observationType(),
                    mapping.unit()));
  }

  private Found made(Call call, Meter owner, Optional<Integer> seconds) {
    if (seconds.isEmpty()) {
      return new Found.Missing("channelIntervalInSeconds is required to make a channel");
    }
    return new Found.Channel(
        FileChannels.create(
            call,
            new FileChannels.Wanted(
                owner.id(),
                channel.isEmpty() ? null : channel,
                null,
                mapping.observationType(),
                mapping.unit(),
                seconds.get() / 60,
                1,
                false)),
        true);
  }
}
