package org.meterbook.ledger.billimport;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meterbook.ledger.Tree;
import org.meterbook.ledger.billimport.Parties.AccountSeed;
import org.meterbook.ledger.billimport.Parties.MeterSeed;
import org.meterbook.ledger.costcenter.CostCenters;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Makes what new accounts and meters belong to: vendors, cost centers, places. */
final class Surroundings {
  /** A building whose use nobody said. */
  private static final int UNKNOWN_USE = 55;

  private final Sql sql;
  private final Catalogue catalogue;
  private final Directory directory;
  private final IdStock ids;
  private final Outcome outcome;

  Surroundings(Sql sql, Catalogue catalogue, Directory directory, IdStock ids, Outcome outcome) {
    this.sql = sql;
    this.catalogue = catalogue;
    this.directory = directory;
    this.ids = ids;
    this.outcome = outcome;
  }

  void make(Set<AccountSeed> accounts, Set<MeterSeed> meters) {
    vendors(accounts);
    costCenters(accounts);
    places(meters);
  }

  private void vendors(Set<AccountSeed> accounts) {
    for (AccountSeed seed : accounts) {
      directory.vendors.computeIfAbsent(
          Codes.key(seed.vendor()),
          _ -> {
            outcome.created("vendors", 1);
            return sql.insert(
                Tables.VENDOR,
                Values.none()
                    .with("vendor_code", seed.vendor())
                    .with("vendor_info", seed.vendorName()));
          });
    }
  }

  private void costCenters(Set<AccountSeed> accounts) {
    for (AccountSeed seed : accounts) {
      directory.costCenters.computeIfAbsent(
          Codes.key(seed.costCenter()),
          _ -> {
            outcome.created("costCenters", 1);
            int id =
                sql.insert(
                    Tables.COST_CENTER,
                    Values.none()
                        .with("cost_center_code", seed.costCenter().toUpperCase(Locale.ROOT))
                        .with("cost_center_info", seed.costCenterName())
                        .with("parent_cost_center_id", Tree.ROOT));
            CostCenters.TREE.add(sql, id, Tree.ROOT);
            return id;
          });
    }
  }

  private void places(Set<MeterSeed> meters) {
    Map<String, MeterSeed> missing = new LinkedHashMap<>();
    for (MeterSeed seed : meters) {
      String key = Codes.key(seed.place());
      if (!directory.places.containsKey(key)) {
        missing.putIfAbsent(key, seed);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    int first = ids.take(sql, Tables.PLACE, missing.size());
    int id = first;
    CopyText text =
        new CopyText(
            sql,
            "place",
            "place_id, place_code, place_info, parent_place_id, place_type_id, primary_use_id, "
                + CopyText.STAMPS);
    for (MeterSeed seed : missing.values()) {
      Catalogue.PlaceType type = catalogue.placeType(seed.placeType()).orElseThrow();
      Integer parent = directory.places.get(Codes.key(seed.placeParent()));
      text.stamped(
          id,
          seed.place(),
          seed.placeName(),
          parent,
          type.id(),
          type.structure() ? UNKNOWN_USE : null);
      id++;
    }
    text.write();
    id = first;
    for (String key : missing.keySet()) {
      directory.places.put(key, id++);
    }
    ancestors(first, id - 1);
    sql.recordCreated(Tables.PLACE, first, id - 1);
    outcome.created("places", missing.size());
  }

  private void ancestors(int first, int last) {
    sql.execute(
        """
        INSERT INTO place_ancestor (tenant_id, place_id, ancestor_id)
        SELECT p.tenant_id, p.place_id, a.ancestor_id FROM place p
        JOIN place_ancestor a ON a.tenant_id = p.tenant_id AND a.place_id = p.parent_place_id
        WHERE p.tenant_id = :tenant AND p.place_id BETWEEN :first AND :last
        UNION ALL SELECT p.tenant_id, p.place_id, p.place_id FROM place p WHERE p.tenant_id = :tenant AND p.place_id BETWEEN :first AND :last
        """,
        Map.of("first", first, "last", last));
  }
}
