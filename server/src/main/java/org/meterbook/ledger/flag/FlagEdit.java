package org.meterbook.ledger.flag;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Faults;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Refers;

/** What is to become of flags; null leaves what is there. */
public record FlagEdit(
    @Defined @Refers("flag_type") @Meaning("why; not the type that audits give")
        @Nullable Integer flagTypeId,
    @Defined @OneOf({"1", "2"}) @Meaning("1 unresolved, 2 resolved") @Nullable Integer flagStatusId,
    @Defined @Meaning("money that was got back, or may be; rounded to cents")
        @Nullable BigDecimal costRecovery,
    @Defined @Meaning("what is to be said with it") @Nullable String comment,
    @Defined @Refers("app_user") @Meaning("who is to look at it; an empty list assigns nobody")
        @Nullable List<Integer> assignees,
    @Defined @Meaning("releases the bill for export when the flag is resolved")
        @Nullable Boolean releaseExportHold,
    @Defined @Meaning("holds the bill from export") @Nullable Boolean holdFromExport) {
  boolean holds() {
    return Boolean.TRUE.equals(holdFromExport);
  }

  boolean releases() {
    return Boolean.TRUE.equals(releaseExportHold);
  }

  boolean resolves() {
    return Integer.valueOf(FlagBook.RESOLVED).equals(flagStatusId);
  }

  boolean updates() {
    return flagTypeId != null
        || costRecovery != null
        || flagStatusId == null && assignees == null && comment != null;
  }

  /** Refuses what makes no sense for any flag. */
  void require(String in) {
    boolean nothing =
        flagTypeId == null
            && flagStatusId == null
            && costRecovery == null
            && comment == null
            && assignees == null;
    new Faults()
        .when(
            holds() && releases(),
            in + "holdFromExport",
            "a bill cannot be held and released at once")
        .when(
            nothing && (holds() || releases()),
            in + (holds() ? "holdFromExport" : "releaseExportHold"),
            "cannot be asked for alone")
        .when(
            nothing && !holds() && !releases(),
            in + "flagTypeId",
            "nothing is to be changed: give at least one of the properties")
        .refuse();
  }
}
