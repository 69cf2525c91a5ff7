package org.meterbook.interval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Problem;
import org.meterbook.interval.ReadingModels.FailedReadingResponse;
import org.meterbook.interval.ReadingModels.FailedReadings;
import org.meterbook.interval.ReadingModels.ReadingResponse;

/** Tells what became of readings that were sent. */
final class Failures {
  private static final int NAMED = 100;
  private static final int LISTED = 1000;

  private Failures() {}

  /** Refuses everything if anything was refused; names the first hundred. */
  static void refuse(List<Delivered> sets, Intake.Result result) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    for (Delivered set : sets) {
      String problem = result.problems().get(set.index);
      if (problem != null) {
        errors.put("[" + set.index + "]", List.of(problem));
      }
      for (Delivered.Refused refused : result.refused().getOrDefault(set.index, List.of())) {
        if (errors.size() < NAMED) {
          errors.put(
              "[%d].readings[%d]".formatted(set.index, refused.index()), List.of(refused.error()));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  static ReadingResponse response(List<Delivered> sets, Intake.Result result) {
    List<FailedReadingResponse> failed = new ArrayList<>();
    int leftOff = 0;
    for (Delivered set : sets) {
      String problem = result.problems().get(set.index);
      List<Delivered.Refused> refused = result.refused().getOrDefault(set.index, List.of());
      if (problem != null || !refused.isEmpty()) {
        Delivered.Target target = set.target;
        leftOff += Math.max(0, refused.size() - LISTED);
        failed.add(
            new FailedReadingResponse(
                set.index,
                target.channelId(),
                target.channelImportId(),
                target.ownerImportId(),
                target.observationTypeCode(),
                target.unitCode(),
                target.intervalSeconds(),
                refused.stream().limit(LISTED).map(Failures::reading).toList(),
                problem));
      }
    }
    int replaced = 0;
    int same = 0;
    int repeated = 0;
    for (Intervals.Outcome outcome : result.outcomes().values()) {
      replaced += outcome.replaced();
      same += outcome.same();
      repeated += outcome.repeated();
    }
    return new ReadingResponse(
        result.imported(), result.failed(), replaced, same, repeated, leftOff, failed);
  }

  private static FailedReadings reading(Delivered.Refused refused) {
    return new FailedReadings(
        refused.index(),
        refused.time(),
        refused.value(),
        refused.estimated(),
        refused.note(),
        refused.error());
  }
}
