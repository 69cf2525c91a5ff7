package org.meterbook.energy.audit;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Rules of the outlier model. */
public final class OutlierRules {
  private OutlierRules() {}

  /** The model of a meter's use a day; empty where too little is known. */
  public static Optional<OutlierModel> use(MeterCase meter) {
    return model(meter, MeterFacts::usePerDay);
  }

  /** The model of a meter's cost a day. */
  public static Optional<OutlierModel> cost(MeterCase meter) {
    return model(meter, MeterFacts::costPerDay);
  }

  /** The model of a meter's demand. */
  public static Optional<OutlierModel> demand(MeterCase meter) {
    return model(meter, MeterFacts::demand);
  }

  private static Optional<OutlierModel> model(MeterCase meter, ToDoubleFunction<MeterFacts> value) {
    return OutlierModel.of(
        value.applyAsDouble(meter.now()),
        meter.now().temperature(),
        meter.earlier().stream().mapToDouble(value).toArray(),
        meter.earlier().stream().mapToDouble(MeterFacts::temperature).toArray());
  }

  static Optional<String> abnormalUse(MeterCase meter, Parameters told) {
    return use(meter)
        .flatMap(model -> words(model, "use/day", meter.now().usePerDay(), meter.useUnit(), told));
  }

  static Optional<String> abnormalCost(MeterCase meter, Parameters told) {
    return cost(meter)
        .flatMap(model -> words(model, "cost/day", meter.now().costPerDay(), "", told));
  }

  static Optional<String> abnormalDemand(MeterCase meter, Parameters told) {
    return demand(meter)
        .flatMap(model -> words(model, "demand", meter.now().demand(), meter.demandUnit(), told));
  }

  private static Optional<String> words(
      OutlierModel model, String name, double value, String unit, Parameters told) {
    if (!model.severity().isAtLeast(told.sensitivity())
        || model.severity() == Severity.UNDETERMINED) {
      return Optional.empty();
    }
    return Optional.of(
        "%s %s is %s %s, where it should be by earlier bills (severity %s)"
            .formatted(
                name,
                (Words.number(value) + " " + unit).strip(),
                Words.distance(value, model.model()),
                (Words.number(model.model()) + " " + unit).strip(),
                model.severity().wireName()));
  }
}
