package org.meterbook.ledger.group;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.OnlyOneOf;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.ledger.datafield.FilterEdit;

/** What is sent of groups: the same for meters and places but for the names. */
final class GroupRequests {
  private GroupRequests() {}

  /** A group, whatever is grouped. */
  interface GroupRequest {
    String info();

    int categoryId();

    Boolean limitMembersByTopmost();

    @Nullable List<FilterEdit> automaticGroupFilters();

    @Nullable List<Integer> manualGroupMembers();
  }

  /** A category, whatever is grouped. */
  interface CategoryRequest {
    String code();

    String info();
  }

  /** A membership, whatever is grouped. */
  interface Membership {
    @Nullable Integer groupId();

    @Nullable Boolean includeInCharts();
  }

  @OnlyOneOf({"automaticGroupFilters", "manualGroupMembers"})
  record MeterGroupRequest(
      @Required @Length(max = 255) @Meaning("name") String meterGroupInfo,
      @Required @Refers("meter_group_category") @Meaning("its category")
          Integer meterGroupCategoryId,
      @Required @Meaning("shows each reader only the members below his own topmost places")
          Boolean limitMembersByTopmost,
      @NotEmpty @Meaning("all of which a meter must meet to be a member")
          @Nullable List<FilterEdit> automaticGroupFilters,
      @Refers("meter") @Meaning("the members, all of them")
          @Nullable List<Integer> manualGroupMembers)
      implements GroupRequest {
    @Override
    public String info() {
      return meterGroupInfo;
    }

    @Override
    public int categoryId() {
      return meterGroupCategoryId;
    }
  }

  @OnlyOneOf({"automaticGroupFilters", "manualGroupMembers"})
  record PlaceGroupRequest(
      @Required @Length(max = 255) @Meaning("name") String placeGroupInfo,
      @Required @Refers("place_group_category") @Meaning("its category")
          Integer placeGroupCategoryId,
      @Required @Meaning("shows each reader only the members below his own topmost places")
          Boolean limitMembersByTopmost,
      @NotEmpty @Meaning("all of which a place must meet to be a member")
          @Nullable List<FilterEdit> automaticGroupFilters,
      @Refers("place") @Meaning("the members, all of them")
          @Nullable List<Integer> manualGroupMembers)
      implements GroupRequest {
    @Override
    public String info() {
      return placeGroupInfo;
    }

    @Override
    public int categoryId() {
      return placeGroupCategoryId;
    }
  }

  record MeterCategoryRequest(
      @Required @Length(max = 32) @Meaning("unique code") String meterGroupCategoryCode,
      @Required @Length(max = 32) @Meaning("name") String meterGroupCategoryInfo)
      implements CategoryRequest {
    @Override
    public String code() {
      return meterGroupCategoryCode;
    }

    @Override
    public String info() {
      return meterGroupCategoryInfo;
    }
  }

  record PlaceCategoryRequest(
      @Required @Length(max = 32) @Meaning("unique code") String placeGroupCategoryCode,
      @Required @Length(max = 32) @Meaning("name") String placeGroupCategoryInfo)
      implements CategoryRequest {
    @Override
    public String code() {
      return placeGroupCategoryCode;
    }

    @Override
    public String info() {
      return placeGroupCategoryInfo;
    }
  }

  record MeterGroupMember(
      @Defined @Refers("meter_group") @Meaning("a group") @Nullable Integer meterGroupId,
      @Defined @Meaning("is shown in the group's charts") @Nullable Boolean includeInCharts)
      implements Membership {
    @Override
    public @Nullable Integer groupId() {
      return meterGroupId;
    }
  }

  record PlaceGroupMember(
      @Defined @Refers("place_group") @Meaning("a group") @Nullable Integer placeGroupId,
      @Defined @Meaning("is shown in the group's charts") @Nullable Boolean includeInCharts)
      implements Membership {
    @Override
    public @Nullable Integer groupId() {
      return placeGroupId;
    }
  }

  record GroupMemberRequest(
      @Required @Meaning("is shown in the group's charts") Boolean includeInCharts) {}
}
