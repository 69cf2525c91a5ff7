package org.meterbook.interval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;

/** Tells of formulas whether they can be used, before they are. */
public final class Formulas {
  private Formulas() {}

  record FormulaValidationRequest(
      @Required @Meaning("such as channel(12) - max(channel(13), 0)") String formula,
      @Refers("data_point") @Meaning("the data point it is for, whose own channels it may not name")
          @Nullable Integer dataPointId) {}

  record FormulaValidationResponse(
      @Meaning("it can be used") boolean isValid,
      @Meaning("what is wrong with it; null if nothing is") @Nullable String message,
      @Meaning("the formula with names, not ids; null if it cannot be read")
          @Nullable String resolvedFormula,
      @Meaning("the channels that it names, each once") List<Integer> channelIds) {}

  public static void register(Operations operations) {
    operations
        .compute(
            "ValidateFormulaV202405",
            "POST",
            "/api/v202405/formula/validate",
            "Meters (View)",
            FormulaValidationRequest.class,
            FormulaValidationResponse.class,
            Formulas::validate,
            "Says whether a calculated channel can have a formula.")
        .compute(
            "ValidateCalculatedMeterFormulaV202405",
            "POST",
            "/api/v202405/formula/validateCalculatedMeter",
            "Meters (View)",
            FormulaValidationRequest.class,
            FormulaValidationResponse.class,
            Formulas::validate,
            "Says whether a calculated meter can have a formula.");
  }

  private static FormulaValidationResponse validate(Call call, FormulaValidationRequest request) {
    FormulaCheck check = FormulaCheck.of(call, request.formula(), request.dataPointId());
    return new FormulaValidationResponse(
        check.valid(),
        check.valid() ? null : check.message(),
        check.resolved(),
        check.formula() == null ? List.of() : List.copyOf(check.formula().channels()));
  }
}
