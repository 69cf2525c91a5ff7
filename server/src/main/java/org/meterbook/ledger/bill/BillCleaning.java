package org.meterbook.ledger.bill;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;

/**
 * Computes anew what bills say of their meters. It is kept up with every change, so that this finds
 * nothing to do but where somebody wrote to the database by hand.
 */
final class BillCleaning {
  private static final int BLOCK = 5_000;

  private BillCleaning() {}

  static void register(Operations operations) {
    operations
        .compute(
            "CleanDirtyBillsV3",
            "PUT",
            "/api/v3/bill/cleanBill",
            BillActions.EDIT,
            Void.class,
            false,
            (call, _) -> cleanAll(call),
            "Computes anew what all bills say of their meters.")
        .compute(
            "CleanABillV3",
            "PUT",
            "/api/v3/bill/cleanBill/{billId}",
            BillActions.EDIT,
            Void.class,
            false,
            (call, _) -> clean(call, List.of(call.id("billId"))),
            "Computes anew what a bill says of its meters.");
  }

  private static @Nullable Object clean(Call call, List<Integer> bills) {
    BillSums.refresh(call.sql(), bills);
    return null;
  }

  private static @Nullable Object cleanAll(Call call) {
    List<Integer> block = List.of(0);
    while (!block.isEmpty()) {
      block =
          call.sql()
              .list(
                  "SELECT bill_id FROM bill WHERE tenant_id = :tenant AND bill_id > :last ORDER BY bill_id LIMIT "
                      + BLOCK,
                  Map.of("last", block.getLast()),
                  row -> row.integer(1));
      clean(call, block);
    }
    return null;
  }
}
