package org.meterbook.ledger.list;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Rules.Meaning;

/** What is answered of lists. */
final class ListAnswers {
  private ListAnswers() {}

  record ListTypeChild(
      @Meaning("identifier of the kind") int listTypeId,
      @Meaning("name of the kind") String listTypeInfo,
      @Meaning("what its rows are") String listTypeDescription) {}

  record UserChild(
      @Meaning("identifier of the user") int userId,
      @Meaning("sign-in name") String userCode,
      @Meaning("full name") String fullName) {}

  record UserGroupChild(
      @Meaning("identifier of the group") int userGroupId,
      @Meaning("name of the group") String userGroupName) {}

  record ListCreateResponse(
      @Meaning("identifier of the list") int listId,
      @Meaning("name") String listInfo,
      @Meaning("notes") @Nullable String listDescription,
      @Meaning("kind of list") ListTypeChild listType,
      @Meaning("whose it is") UserChild user,
      @Meaning("is shared with others") boolean sharedList,
      @Meaning("the caller wants to see it") boolean visible) {}

  record ListResponseListField(
      @Meaning("identifier of the field") int fieldId,
      @Meaning("width in pixels") int width,
      @Meaning("place among the columns") int displayOrder,
      @Meaning("rows can be ordered by it") boolean sortable,
      @Meaning("what people call it") String caption,
      @Meaning("direction of the order: asc or desc") String sortDirection,
      @Meaning("place among the criteria of the order; 0: none of them") int sortOrder,
      @Meaning("type of its values") String dataTypeCode,
      @Meaning("is in the data even if it is not shown") boolean requiredOutput,
      @Meaning("is shown") boolean visible) {}

  record ListResponseListItem(
      @Meaning("identifier of the field") int fieldId,
      @Meaning("name of the field in filters") String name,
      @Meaning("the value; null for none") @Nullable Object value) {}

  record ListResponse(
      @Meaning("identifier of the list; null where none is stored") @Nullable Integer listId,
      @Meaning("a list of values for each row") List<List<ListResponseListItem>> data,
      @Meaning("the columns, those that are not shown too") List<ListResponseListField> field,
      @Meaning(
              "TotalCount of rows, TotalCost in costUnitInfo (null where rows cost nothing), ErrorMessage where the data could not be read")
          Map<String, @Nullable Object> meta) {}

  record ShareResponse(
      @Meaning("is shared with every user") boolean sharedWithEveryone,
      @Meaning("users it is shared with") List<UserChild> sharedUsers,
      @Meaning("groups of users it is shared with") List<UserGroupChild> sharedUserGroups) {}
}
