package org.meterbook.ledger;

import org.meterbook.api.FieldType;
import org.meterbook.api.Shape;
import org.meterbook.store.Table;

/** How something is drawn; kept in columns of its row. */
public final class Icons {
  private Icons() {}

  /** The icon in a table's own columns. */
  public static Shape on(Table table) {
    return Shape.of("Icon", table)
        .field("code", FieldType.TEXT, "$.icon_code", "name of the icon")
        .field("color", FieldType.TEXT, "$.icon_color", "its color")
        .build();
  }
}
