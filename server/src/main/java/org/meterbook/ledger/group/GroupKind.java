package org.meterbook.ledger.group;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.meterbook.api.Shape;
import org.meterbook.ledger.catalogue.Commodities;
import org.meterbook.ledger.datafield.DataField;
import org.meterbook.ledger.datafield.DataFields;
import org.meterbook.ledger.datafield.StoredFilters;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;

/**
 * What groups of meters and groups of places differ in.
 *
 * @param name Meter or Place
 * @param list the kind of list whose fields make automatic groups
 * @param of the table of what is grouped
 * @param group the table of groups
 * @param category the table of categories
 * @param member the table of members
 * @param memberModel the model of a member
 * @param memberFields adds what is shown of a member, whose row is {@code $row}
 */
record GroupKind(
    String name,
    int list,
    Table of,
    Table group,
    Table category,
    Table member,
    String memberModel,
    UnaryOperator<Shape.Builder> memberFields) {

  static final GroupKind METER =
      new GroupKind(
          "Meter",
          DataFields.METERS,
          Tables.METER,
          Tables.METER_GROUP,
          Tables.METER_GROUP_CATEGORY,
          Tables.METER_GROUP_MEMBER,
          "MeterGroupMemberChild",
          shape ->
              shape
                  .one("meterType", MeterShapes.TYPE, "$row.meter_type_id", "kind of meter")
                  .one("commodity", Commodities.CHILD, "$row.commodity_id", "what it measures")
                  .one("place", PlaceShapes.CHILD, "$row.place_id", "where it is")
                  .field("active", org.meterbook.api.FieldType.BOOLEAN, "$row.active", "is in use")
                  .no("isCalculatedMeter", "its bills are calculated")
                  .no("isSplitParentMeter", "is split onto others")
                  .no("isSplitChildMeter", "receives a split"));

  static final GroupKind PLACE =
      new GroupKind(
          "Place",
          DataFields.PLACES,
          Tables.PLACE,
          Tables.PLACE_GROUP,
          Tables.PLACE_GROUP_CATEGORY,
          Tables.PLACE_GROUP_MEMBER,
          "GroupPlaceGroupMember",
          shape ->
              shape
                  .one("parent", PlaceShapes.CHILD, "$row.parent_place_id", "the place above")
                  .one("placeType", PlaceShapes.TYPE, "$row.place_type_id", "kind of place"));

  static final List<GroupKind> ALL = List.of(METER, PLACE);

  /** {@code meter} or {@code place}: the beginning of columns, properties and paths. */
  String what() {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The fields that may make an automatic group. */
  StoredFilters filters(DataFields fields) {
    return new StoredFilters(
        fields.kind(list).fields().stream().filter(DataField::grouping).toList());
  }

  /** What may have come or gone where only its own table was changed: below a place all of it. */
  Set<Integer> concerned(Sql sql) {
    Set<Integer> changed = sql.changed(of);
    if (!of.equals(Tables.PLACE)) {
      return changed;
    }
    return new HashSet<>(
        sql.list(
            "SELECT a.place_id FROM place_ancestor a WHERE a.tenant_id = :tenant AND a.ancestor_id = ANY(:changed::int[])",
            Map.of("changed", changed),
            row -> row.integer(1)));
  }

  /** A text with {@code @} for {@code meter} or {@code place}. */
  String text(String pattern) {
    return pattern.replace("@", what());
  }
}
