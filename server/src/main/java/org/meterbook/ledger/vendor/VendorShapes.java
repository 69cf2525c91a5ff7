package org.meterbook.ledger.vendor;

import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** A vendor as other things name one. */
public final class VendorShapes {
  public static final Shape CHILD =
      Shape.of("VendorChild", Tables.VENDOR)
          .integer("vendorId", "identifier of the vendor")
          .text("vendorCode", "code of the vendor")
          .text("vendorInfo", "name of the vendor")
          .build();

  /** The role that a vendor has on an account meter. */
  public static final Shape TYPE =
      Shape.of("VendorTypeChild", Tables.VENDOR_TYPE)
          .integer("vendorTypeId", "identifier of the role; 2 is a supplier")
          .text("vendorTypeCode", "code of the role")
          .build();

  private VendorShapes() {}
}
