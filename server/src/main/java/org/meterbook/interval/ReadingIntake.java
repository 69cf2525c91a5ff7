package org.meterbook.interval;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operation;
import org.meterbook.api.Operations;
import org.meterbook.interval.ReadingModels.ReadingResponse;

/** The operations that take readings in: one for each face, which differ in their words only. */
final class ReadingIntake {
  private static final String CSV = "text/csv";
  private static final String COMPACT =
      "A line of names, then a reading a line, `channelId,time,value`, or a run of readings a line,"
          + " `channelId,begin,seconds,values`: the begin of the first interval, the seconds of an"
          + " interval, and the values, an empty one for a gap.";

  private ReadingIntake() {}

  /**
   * Declares one.
   *
   * @param names how the face calls what a set has
   * @param body what a set is
   * @param answer what is answered, made by {@code words}
   */
  static Operations register(
      Operations operations,
      String id,
      String path,
      ReadingJson.Names names,
      Class<?> body,
      Class<?> answer,
      Function<ReadingResponse, Object> words) {
    var action =
        new Operation.Intake(
            new Operation.Body(body, true),
            Map.of(CSV, COMPACT),
            answer,
            in ->
                in.media().equals(CSV)
                    ? ReadingCsv.read(in.stream())
                    : ReadingJson.read(in.stream(), names),
            (call, sets) -> words.apply(create(call, sets, names == ReadingJson.DATA_POINT)));
    return operations
        .intake(
            id,
            path,
            "IntervalData (Manage)",
            action,
            "Stores readings; one that is there already is replaced, and what it said is kept.")
        .parameter(
            "strict",
            FieldType.BOOLEAN,
            "refuses all of them if one is bad; default false: only that one");
  }

  private static ReadingResponse create(Call call, Object sets, boolean dataPoints) {
    List<Delivered> delivered = ((List<?>) sets).stream().map(Delivered.class::cast).toList();
    int source = Sources.of(call.sql(), Sources.API);
    Intake.Result result = Intake.take(call, delivered, dataPoints, source);
    if (call.flag("strict")) {
      Failures.refuse(delivered, result);
    }
    return Failures.response(delivered, result);
  }
}
