package org.meterbook.ledger.list;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;

/** What is sent of lists. */
final class ListRequests {
  private ListRequests() {}

  record ListCreate(
      @Required @Refers("list_type") @Meaning("kind of list") Integer listTypeId,
      @Required @Length(max = 50) @Meaning("name") String listInfo,
      @Length(max = 255) @Meaning("notes") @Nullable String listDescription) {}

  record ListCopy(
      @Required @Length(max = 50) @Meaning("name of the copy") String listInfo,
      @Length(max = 255) @Meaning("notes") @Nullable String listDescription) {}

  record ListEdit(
      @Required @Length(max = 50) @Meaning("name") String listInfo,
      @Defined @Length(max = 255) @Meaning("notes") @Nullable String listDescription) {}

  /** A column of a list, as it is sent and kept. */
  record ListColumnEdit(
      @Required @Meaning("identifier of the field") Integer fieldId,
      @Required @Meaning("width in pixels") Integer width,
      @Required @Meaning("place among the columns; the lowest is first") Integer displayOrder,
      @Required @Meaning("place among the criteria of the order; 0: none of them")
          Integer sortOrder,
      @Required @OneOf({"asc", "desc"}) @Meaning("direction of the order") String sortDirection,
      @Required @Meaning("is shown") Boolean visible) {}

  record QuickFilter(
      @Required @Meaning("caption of the field, or its name in filters") String caption,
      @Required @Meaning("one of the field's operators") String operator,
      @Required @Meaning("value, several with | between them") String value) {}

  record DynamicListRequest(
      @NotEmpty @Meaning("all of which a row must meet") @Nullable List<QuickFilter> filters,
      @Meaning("takes the columns of the kind again; default false")
          @Nullable Boolean resetColumns) {}

  record ShareRequest(
      @Required @Meaning("is shared with every user") Boolean sharedWithEveryone,
      @Required @Refers("app_user") @Meaning("users it is shared with") List<Integer> sharedUserIds,
      @Required @Refers("user_group") @Meaning("groups of users it is shared with")
          List<Integer> sharedUserGroupIds) {}

  record ToggleVisible(
      @Defined @Meaning("the caller wants to see the list") @Nullable Boolean visible) {}
}
