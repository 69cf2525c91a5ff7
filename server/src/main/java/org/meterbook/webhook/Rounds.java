package org.meterbook.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves receivers whenever there is something for them, each by itself and one piece at a time, so
 * that a dead one delays nobody else. Thread-safe.
 *
 * @param <R> a receiver; equal ones are the same
 */
public final class Rounds<R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  /** Tenant 0 is nobody's: it sees for whom there is something to do. */
  private static final long NOBODY = 0;

  private final Database database;
  private final Function<Sql, List<R>> waiting;
  private final Predicate<R> piece;
  private final Function<R, String> name;
  private final Watch watch;
  private final Set<R> served = ConcurrentHashMap.newKeySet();

  /**
   * Rounds that wait for {@link #start}.
   *
   * @param watched the tables that tell of something to do
   * @param waiting for whom there is something
   * @param piece does the next piece; answers whether there may be more to do now
   * @param name what the log calls a receiver
   */
  public Rounds(
      Database database,
      Set<Table> watched,
      Function<Sql, List<R>> waiting,
      Predicate<R> piece,
      Function<R, String> name) {
    this.database = database;
    this.waiting = waiting;
    this.piece = piece;
    this.name = name;
    this.watch = new Watch(database, watched, this::round);
  }

  /** Begins, until closed; to be called once. */
  public void start() {
    watch.start();
  }

  /** Does what is due now; returns when all of it is done. */
  public void finishDue() {
    try {
      for (Thread call : round()) {
        call.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for a round soon. */
  public void ring() {
    watch.ring();
  }

  private List<Thread> round() {
    List<Thread> calls = new ArrayList<>();
    for (R receiver : database.read(NOBODY, Scope.UNBOUNDED, waiting::apply)) {
      if (served.add(receiver)) {
        calls.add(Thread.ofVirtual().name("webhook").start(() -> serve(receiver)));
      }
    }
    return calls;
  }

  private void serve(R receiver) {
    try {
      while (!watch.isClosed() && piece.test(receiver)) {}
    } catch (RuntimeException e) {
      if (!watch.isClosed()) {
        LOG.warn("{} is tried again: {}", name.apply(receiver), e.getMessage());
      }
      served.remove(receiver);
      return;
    }
    served.remove(receiver);
    // What came while the last piece was being looked for was not started by a round.
    watch.ring();
  }

  @Override
  public void close() {
    watch.close();
  }
}
