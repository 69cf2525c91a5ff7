package org.meterbook.ledger.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterbook.ledger.setup.Sheet.Action;
import org.meterbook.ledger.setup.Sheet.Makes;

/** The types of sheets. */
final class Types {
  /** All kinds of sheets. */
  static final List<Sheet> SHEETS =
      List.of(
          CostCenterSheets.COST_CENTERS,
          VendorSheets.VENDORS,
          LedgerSheets.LEDGERS,
          CustomFieldSheets.DEFINITIONS,
          PlaceSheets.PLACES,
          RateSheets.RATES,
          AccountSheets.ACCOUNTS_AND_METERS,
          AccountSheets.ACCOUNTS,
          MeterSheets.METERS,
          CustomFieldSheets.OF_ACCOUNTS,
          CustomFieldSheets.OF_METERS,
          CustomFieldSheets.OF_PLACES,
          CustomFieldSheets.OF_VENDORS,
          GroupSheets.METER_GROUPS,
          GroupSheets.PLACE_GROUPS,
          UserSheets.USERS);

  private Types() {}

  /** A kind of sheet, and what is done with it. */
  record Type(Sheet sheet, Action action) {
    String name() {
      return sheet.type(action);
    }

    /** The operation by which a part is mostly written. */
    String operation(Part part) {
      boolean make =
          action == Action.CREATE
              || (sheet.makes() == Makes.BY_UPDATE && part == sheet.parts().getFirst());
      if (make && !part.create().isEmpty()) {
        return part.create();
      }
      return part.edit().isEmpty() ? part.custom().orElseThrow().edit() : part.edit();
    }
  }

  static List<Type> all() {
    List<Type> types = new ArrayList<>();
    for (Action action : Action.values()) {
      SHEETS.stream()
          .filter(sheet -> sheet.has(action))
          .forEach(sheet -> types.add(new Type(sheet, action)));
    }
    return types;
  }

  /** A type by its name, in any letter case. */
  static Optional<Type> of(String name) {
    return all().stream().filter(type -> type.name().equalsIgnoreCase(name.strip())).findFirst();
  }
}
