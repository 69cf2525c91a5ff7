package org.meterbook.interval;

import java.util.Map;
import java.util.function.Function;
import org.meterbook.api.Call;
import org.meterbook.api.Caller;
import org.meterbook.store.Database;

/** In which transactions an import works: all in the one of a request, or one for each block. */
public abstract class Transactions {
  private static final int BLOCK = 50_000;

  Transactions() {}

  /** How many readings a block has. */
  public int block() {
    return BLOCK;
  }

  /**
   * Does work in a transaction.
   *
   * @param work may be done again, and must change nothing but the database
   */
  public abstract <T> T write(Function<Call, T> work);

  /** All within a transaction that somebody else ends. */
  public static Transactions within(Call call) {
    return new Transactions() {
      @Override
      public <T> T write(Function<Call, T> work) {
        return work.apply(call);
      }
    };
  }

  /** Each in a transaction of its own, on behalf of a caller. */
  public static Transactions each(Database database, Caller caller) {
    return each(database, caller, BLOCK);
  }

  /**
   * The same.
   *
   * @param block how many readings a block has
   */
  static Transactions each(Database database, Caller caller, int block) {
    return new Transactions() {
      @Override
      public int block() {
        return block;
      }

      @Override
      public <T> T write(Function<Call, T> work) {
        return database.write(
            caller.tenant(),
            caller.scope(),
            caller.userId(),
            sql -> work.apply(new Call(caller, sql, Map.of(), Map.of(), Map.of())));
      }
    };
  }
}
