package org.meterbook.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Meaning;

/** The answer to what was done, with what was done where that is not plain. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Success(
    boolean success,
    @Meaning("the meters that it was done to") @Nullable List<String> meters,
    @Meaning("months") @Nullable Integer collection_duration,
    @Meaning("off, daily, weekly or monthly") @Nullable String frequency,
    @Meaning("day of the month") @Nullable Integer fixed_refresh_day) {
  static Success plain() {
    return new Success(true, null, null, null, null);
  }
}
