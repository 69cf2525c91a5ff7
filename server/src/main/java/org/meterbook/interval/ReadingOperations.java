package org.meterbook.interval;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Moment;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.interval.ReadingModels.DeleteReadingResponse;
import org.meterbook.interval.ReadingModels.Reading;
import org.meterbook.interval.ReadingModels.ReadingCreate;
import org.meterbook.interval.ReadingModels.ReadingDelete;
import org.meterbook.interval.ReadingModels.ReadingResponse;
import org.meterbook.interval.ReadingModels.ReadingsObservation;

/** The readings of channels. */
public final class ReadingOperations {
  private static final long DEFAULT_SPAN = 4 * 86_400L;

  private ReadingOperations() {}

  public static void register(Operations operations) {
    ReadingIntake.register(
            operations,
            "CreateReadingsV3",
            "/api/v3/reading",
            ReadingJson.METER,
            ReadingCreate.class,
            ReadingResponse.class,
            response -> response)
        .computeAll(
            "DeleteReadingsV3",
            "DELETE",
            "/api/v3/reading",
            "IntervalData (Manage)",
            ReadingDelete.class,
            DeleteReadingResponse.class,
            ReadingOperations::delete,
            "Deletes stretches of readings; what they said is kept.")
        .stream(
            "GetReadingsV3",
            "/api/v3/channel/{channelId}/reading",
            "Meters (View)",
            ReadingModels.Readings.class,
            ReadingOperations::write,
            "Answers the readings of a stretch of time.")
        .parameter(
            "beginDate",
            FieldType.DATE_TIME,
            "the first moment, inclusive; default four days before the last one")
        .parameter(
            "endDate",
            FieldType.DATE_TIME,
            "the last moment, inclusive; default the channel's latest reading")
        .parameter("originalValue", FieldType.BOOLEAN, "has no effect: both values are answered")
        .compute(
            "EditSingleReadingV3",
            "PUT",
            "/api/v3/reading/{readingId}",
            "IntervalData (Manage)",
            Reading.class,
            ReadingsObservation.class,
            ReadingOperations::edit,
            "Replaces a reading; it may also move in time.")
        .delete(
            "DeleteSingleReadingV3",
            "/api/v3/reading/{readingId}",
            "IntervalData (Manage)",
            call -> {
              ReadingId id = known(call);
              Intervals intervals = new Intervals(call.sql());
              intervals.delete(plain(intervals, id), id.second() - 1, id.second());
            },
            "Deletes a reading.");
  }

  private static DeleteReadingResponse delete(Call call, List<ReadingDelete> stretches) {
    int deleted = 0;
    List<ReadingDelete> failures = new ArrayList<>();
    Intervals intervals = new Intervals(call.sql());
    Map<Delivered.Target, Resolver.Resolution> resolved =
        new Resolver(call, intervals, false)
            .resolve(
                stretches.stream()
                    .map(each -> Delivered.Target.channel(each.channelId()))
                    .toList());
    for (ReadingDelete stretch : stretches) {
      Channel channel =
          java.util.Objects.requireNonNull(
                  resolved.get(Delivered.Target.channel(stretch.channelId())))
              .channel();
      if (channel == null) {
        failures.add(stretch);
      } else {
        deleted +=
            intervals.deleteStretch(
                channel, second(stretch.timeBegin(), channel), second(stretch.timeEnd(), channel));
      }
    }
    return new DeleteReadingResponse(deleted, failures);
  }

  private static @Nullable Long second(@Nullable Moment moment, Channel channel) {
    return moment == null ? null : (Long) moment.second(channel.zone());
  }

  private static void write(Call call, OutputStream out) throws java.io.IOException {
    Channel channel = ChannelLoader.one(call.sql(), call.id("channelId"));
    Stretch stretch = Stretch.of(call, channel, DEFAULT_SPAN);
    ReadingWriter.write(call.sql(), channel, stretch, out);
  }

  private static ReadingsObservation edit(Call call, Reading request) {
    ReadingId id = known(call);
    Intervals intervals = new Intervals(call.sql());
    Channel channel = plain(intervals, id);
    long second = second(request, channel, id);
    String error = Intake.error(channel, second, request.value());
    if (!error.isEmpty()) {
      throw Problem.invalid(
          error.substring(0, error.indexOf(':')), error.substring(error.indexOf(':') + 2));
    }
    if (second != id.second()) {
      if (new ReadingId(id.channel(), second).find(call).isPresent()) {
        throw Problem.invalid("time", "there is another reading at this time");
      }
      intervals.delete(channel, id.second() - 1, id.second());
    }
    Readings readings = new Readings(1);
    if (request.note() != null && !request.note().isEmpty()) {
      readings.notes.put(0, request.note());
    }
    readings.add(
        second,
        request.value(),
        Quality.of(Boolean.TRUE.equals(request.estimated())),
        Sources.of(call.sql(), Sources.MANUAL));
    intervals.store(List.of(new Intervals.Delivery(channel, readings)));
    return new ReadingId(id.channel(), second).find(call).orElseThrow();
  }

  /** The hour that a wall clock shows twice: a time that is as it was shown stays. */
  private static long second(Reading request, Channel channel, ReadingId id) {
    return request.time().shows(id.second(), channel.zone())
        ? id.second()
        : request.time().second(channel.zone());
  }

  private static Channel plain(Intervals intervals, ReadingId id) {
    Channel channel = intervals.lock(id.channel());
    if (channel.calculated()) {
      throw Problem.invalid(
          "readingId",
          "channel %d is calculated: its values follow from other channels"
              .formatted(id.channel()));
    }
    return channel;
  }

  private static ReadingId known(Call call) {
    return ReadingId.of(call.wideId("readingId"));
  }
}
