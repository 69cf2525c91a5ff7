package org.meterbook.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Flat;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;

/** What is sent to make and change users. */
final class UserRequests {
  /** What has a table of its own, or none yet. */
  static final String[] NOT_STORED = {
    "password",
    "topmostCostCenterIds",
    "topmostPlaceIds",
    "topmostCollectionIds",
    "reportGroupId",
    "userGroups"
  };

  private static final int ROOT_COLLECTION = 1;

  private UserRequests() {}

  record UserCreateRequest(
      @Required @Length(max = 65) @Meaning("sign-in name, unique") String userCode,
      @Required @Length(max = 32) @Meaning("full name") String fullName,
      @Required @Length(max = 128) @Meaning("password") String password,
      @Required @Length(max = 128) @Meaning("e-mail address") String email,
      @Required @NotEmpty @Refers("cost_center") @Meaning("cost centers that bound the user")
          List<Integer> topmostCostCenterIds,
      @Required @NotEmpty @Refers("place") @Meaning("places that bound the user")
          List<Integer> topmostPlaceIds,
      @Required @NotEmpty @Meaning("collections that bound the user; only the root, 1, exists yet")
          List<Integer> topmostCollectionIds,
      @Meaning("signs in by a directory; default false") @Nullable Boolean activeDirectory,
      @Meaning("may sign in; default true") @Nullable Boolean active,
      @Required @Meaning("days until the password expires; 0 never")
          Integer passwordExpirationInterval,
      @Required @Meaning("must have a strong password") Boolean strongPassword,
      @Required @Meaning("is to change the password") Boolean forcePasswordChange,
      @Required @Refers("user_role") @Meaning("what the user may do") Integer userRoleId,
      @Meaning("largest bill the user may approve, in dollars") @Nullable Integer maxApprovalAmount,
      @Meaning("group of the user's reports") @Nullable Integer reportGroupId,
      @Refers("user_group") @Meaning("groups the user is in") @Nullable List<Integer> userGroups) {}

  record CreateV202406(
      @Flat UserCreateRequest user,
      @Meaning("analytics spaces that bound the user") @Nullable List<Integer> topmostSpaceIds) {}

  /** The first version bounded a user by one cost center and one place. */
  record CreateV3(
      @Required @Length(max = 65) @Meaning("sign-in name, unique") String userCode,
      @Required @Length(max = 32) @Meaning("full name") String fullName,
      @Required @Length(max = 128) @Meaning("password") String password,
      @Required @Length(max = 128) @Meaning("e-mail address") String email,
      @Refers("cost_center") @Meaning("cost center that bounds the user; or topmostCostCenterIds")
          @Nullable Integer costCenterId,
      @NotEmpty @Refers("cost_center") @Meaning("cost centers that bound the user")
          @Nullable List<Integer> topmostCostCenterIds,
      @Refers("place") @Meaning("place that bounds the user; or topmostPlaceIds")
          @Nullable Integer placeId,
      @NotEmpty @Refers("place") @Meaning("places that bound the user")
          @Nullable List<Integer> topmostPlaceIds,
      @Meaning("signs in by a directory; default false") @Nullable Boolean activeDirectory,
      @Meaning("may sign in; default true") @Nullable Boolean active,
      @Required @Meaning("days until the password expires; 0 never")
          Integer passwordExpirationInterval,
      @Required @Meaning("must have a strong password") Boolean strongPassword,
      @Required @Meaning("is to change the password") Boolean forcePasswordChange,
      @Required @Refers("user_role") @Meaning("what the user may do") Integer userRoleId,
      @Meaning("largest bill the user may approve, in dollars")
          @Nullable Integer maxApprovalAmount) {
    UserCreateRequest user() {
      return new UserCreateRequest(
          userCode,
          fullName,
          password,
          email,
          either(costCenterId, topmostCostCenterIds, "costCenterId"),
          either(placeId, topmostPlaceIds, "placeId"),
          List.of(ROOT_COLLECTION),
          activeDirectory,
          active,
          passwordExpirationInterval,
          strongPassword,
          forcePasswordChange,
          userRoleId,
          maxApprovalAmount,
          null,
          null);
    }

    private static List<Integer> either(
        @Nullable Integer one, @Nullable List<Integer> many, String field) {
      if ((one == null) == (many == null)) {
        throw Problem.invalid(
            field, "either one id or the list of topmost ids is required, not both");
      }
      return many == null ? java.util.Collections.singletonList(one) : many;
    }
  }

  record UserEditRequest(
      @Required @Length(max = 65) @Meaning("sign-in name, unique") String userCode,
      @Required @Length(max = 32) @Meaning("full name") String fullName,
      @Defined @Length(max = 128) @Meaning("password; empty or null leaves it")
          @Nullable String password,
      @Required @Length(max = 128) @Meaning("e-mail address") String email,
      @Required @NotEmpty @Refers("cost_center") @Meaning("cost centers that bound the user")
          List<Integer> topmostCostCenterIds,
      @Required @NotEmpty @Refers("place") @Meaning("places that bound the user")
          List<Integer> topmostPlaceIds,
      @Required @NotEmpty @Meaning("collections that bound the user; only the root, 1, exists yet")
          List<Integer> topmostCollectionIds,
      @Required @Meaning("signs in by a directory") Boolean activeDirectory,
      @Required @Meaning("may sign in") Boolean active,
      @Required @Meaning("days until the password expires; 0 never")
          Integer passwordExpirationInterval,
      @Required @Meaning("must have a strong password") Boolean strongPassword,
      @Required @Meaning("is to change the password") Boolean forcePasswordChange,
      @Required @Refers("user_role") @Meaning("what the user may do") Integer userRoleId,
      @Defined @Meaning("largest bill the user may approve, in dollars; null without limit")
          @Nullable Integer maxApprovalAmount,
      @Meaning("group of the user's reports; the default one where not given")
          @Nullable Integer reportGroupId,
      @Refers("user_group") @Meaning("groups the user is in; null leaves them")
          @Nullable List<Integer> userGroups) {}

  record EditV202406(
      @Flat UserEditRequest user,
      @Required @NotEmpty @Meaning("analytics spaces that bound the user")
          List<Integer> topmostSpaceIds) {}

  record UserRoleRequest(
      @Defined @Refers("user_role") @Meaning("what the user may do")
          @Nullable Integer userRoleId) {}

  /** Collections other than the root and report groups do not exist yet, so no id can name one. */
  static void requireKnown(List<Integer> collections, @Nullable Integer reportGroup) {
    collections.stream()
        .filter(id -> id != ROOT_COLLECTION)
        .findFirst()
        .ifPresent(id -> {
          throw Problem.invalid("topmostCollectionIds", "there is no collection " + id);
        });
    if (reportGroup != null) {
      throw Problem.invalid("reportGroupId", "there is no report group " + reportGroup);
    }
  }
}
