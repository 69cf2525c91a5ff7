package org.meterbook.ledger.billimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.meterbook.api.Caller;
import org.meterbook.files.DelimitedFile;
import org.meterbook.files.FileFormatException;
import org.meterbook.ledger.billimport.Progress.Stage;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.Sql;
import org.meterbook.store.StoreException;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/**
 * Books the bills of a file. A run that was cut off is completed by running it again: what is
 * booked is recognized.
 */
public final class BillImporter {
  /** Rows of a transaction, and more only where one account has more. */
  private static final int BLOCK_ROWS = 2500;

  private static final int ATTEMPTS = 3;

  private final Database database;
  private final Run run;
  private final Options options;
  private final Rejects.Taker taker;

  private final Tally booked = new Tally();
  private final Tally alreadyBooked = new Tally();
  private final Tally refused = new Tally();
  private final Tally held = new Tally();
  private final Map<String, Integer> created = new TreeMap<>();
  private final List<Result.Refusal> firstRefusals = new ArrayList<>();
  private long rows;
  private long bills;
  private long replaced;
  private Optional<Integer> batch = Optional.empty();

  private BillImporter(Database database, Run run, Options options, Rejects.Taker taker) {
    this.database = database;
    this.run = run;
    this.options = options;
    this.taker = taker;
  }

  /**
   * Imports a text file.
   *
   * @param userId who is named as the author
   * @throws ImportException the file is not one that the profile describes; nothing was booked
   */
  public static Result run(
      Database database, long tenant, int userId, Path file, Profile profile, Options options) {
    options.rejectsPath().ifPresent(rejects -> requireOther(file, rejects));
    String name = String.valueOf(file.getFileName());
    Run run = Run.of(new Actor(tenant, userId, Optional.empty()), name);
    try (Rejects.Taker taker = new RejectsFile(options.rejectsPath())) {
      return run(
          database, run, List.of(new Source(name, file, _ -> profile, Map.of())), options, taker);
    }
  }

  /**
   * Imports a file of any format that its extension tells.
   *
   * @param caller who imports
   * @param profile what the columns are; empty: the file says so itself
   * @throws ImportException the file cannot be read
   */
  public static Result run(
      Database database, Caller caller, Path file, Optional<Profile> profile, Options options) {
    options.rejectsPath().ifPresent(rejects -> requireOther(file, rejects));
    String name = String.valueOf(file.getFileName());
    BillFormat format =
        BillFormat.of(name)
            .or(() -> profile.map(_ -> BillFormat.TEXT))
            .orElseThrow(() ->
                new ImportException(
                    "Without a profile the file's name must end in one of "
                        + String.join(", ", BillFormat.extensions())));
    Run run = Run.of(new Actor(caller.tenant(), caller.userId(), Optional.empty()), name);
    List<PageRule> rules = database.read(caller.tenant(), Scope.UNBOUNDED, PageRules::all);
    try (Rejects.Taker taker = new RejectsFile(options.rejectsPath());
        BillFiles files =
            BillFiles.open(file, name, format, profile.map(each -> _ -> each), rules)) {
      return run(database, run, files, options, taker);
    }
  }

  /**
   * Imports files, one after the other.
   *
   * @throws ImportException one of them cannot be read; what the others had is booked
   */
  static Result run(
      Database database, Run run, Iterable<Source> sources, Options options, Rejects.Taker taker) {
    long start = System.nanoTime();
    BillImporter importer = new BillImporter(database, run, options, taker);
    try {
      importer.take(sources);
    } catch (FileFormatException e) {
      throw new ImportException(String.valueOf(e.getMessage()));
    }
    return importer.result(start);
  }

  private static void requireOther(Path file, Path rejects) {
    try {
      if (Files.exists(rejects) && Files.isSameFile(file, rejects)) {
        throw new ImportException("The rejects would overwrite the file itself.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(Iterable<Source> sources) {
    if (!options.strict() || isFlawless(sources)) {
      rows = 0;
      pass(sources, this::book);
      finish();
    }
  }

  /** What is done with a piece of a file. */
  private interface Work {
    void on(Intake intake, Profile profile, Rejects rejects);
  }

  private void pass(Iterable<Source> sources, Work work) {
    Actor actor = run.actor();
    Catalogue catalogue = database.read(actor.tenant(), Scope.UNBOUNDED, Catalogue::read);
    for (Source source : sources) {
      Profile profile = source.profile().apply(catalogue);
      Profile.Layout layout = profile.layout();
      try (DelimitedFile file =
          DelimitedFile.open(source.path(), layout.encoding(), layout.delimiter())) {
        Rejects rejects = new Rejects(taker, file, source.name(), firstRefusals);
        FileReader reader =
            new FileReader(file, source, profile, catalogue, rejects, options.progress());
        do {
          Intake intake = reader.read();
          refused.add(intake.refused());
          rows += intake.rowCount();
          work.on(intake, profile, rejects);
        } while (reader.hasMore());
      }
    }
  }

  private Result result(long start) {
    return new Result(
        rows,
        booked.sum(),
        booked.sum().rows() - bills,
        bills,
        replaced,
        alreadyBooked.sum(),
        refused.sum(),
        held.sum(),
        created,
        batch,
        firstRefusals,
        (System.nanoTime() - start) / 1e9);
  }

  /**
   * Goes over everything once without booking; where a row is refused, the good ones are held back.
   */
  private boolean isFlawless(Iterable<Source> sources) {
    Tally good = new Tally();
    Tally known = new Tally();
    pass(
        sources,
        (intake, profile, rejects) ->
            each(
                intake,
                profile,
                Stage.CHECKING,
                block -> {
                  Outcome outcome =
                      database.read(run.actor().tenant(), run.actor().scope(), block::check);
                  good.add(outcome.booked);
                  known.add(outcome.alreadyBooked);
                  reject(intake, rejects, outcome);
                }));
    boolean flawless = refused.sum().rows() == 0;
    if (!flawless) {
      held.add(good);
      alreadyBooked.add(known);
    }
    return flawless;
  }

  private void book(Intake intake, Profile profile, Rejects rejects) {
    IdStock ids = new IdStock(intake.rows().size());
    each(
        intake,
        profile,
        Stage.BOOKING,
        block -> {
          Outcome outcome = book(block, ids);
          if (batch.isEmpty() && outcome.batch.isPresent()) {
            write(Statistics::gather);
          }
          batch = outcome.batch.or(() -> batch);
          booked.add(outcome.booked);
          alreadyBooked.add(outcome.alreadyBooked);
          bills += outcome.bills.size();
          replaced += outcome.deleted.size() + outcome.voided.size();
          outcome.created.forEach((what, count) -> created.merge(what, count, Integer::sum));
          reject(intake, rejects, outcome);
        });
  }

  /** A batch that was made here ends when its last bill is in. */
  private void finish() {
    if (run.batch().isEmpty()) {
      batch.ifPresent(id ->
          write(sql -> {
            sql.update(Tables.BATCH, id, Values.none().with("end_date", sql.now()));
            return id;
          }));
    }
  }

  private <T> T write(Function<Sql, T> work) {
    Actor actor = run.actor();
    return database.write(actor.tenant(), actor.scope(), actor.userId(), work::apply);
  }

  /**
   * Somebody else may make an account of the same code, or approve a bill, between our look and our
   * write: then it is to be looked at again.
   */
  private Outcome book(Block block, IdStock ids) {
    for (int attempt = 1; ; attempt++) {
      try {
        return write(sql -> block.book(sql, batch, ids));
      } catch (StoreException.Duplicate | Room.Changed e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void reject(Intake intake, Rejects rejects, Outcome outcome) {
    refused.add(outcome.refused);
    Rows of = intake.rows();
    for (Outcome.Refused each : outcome.refusals) {
      rejects.add(
          of.line(each.row()),
          of.offset(each.row()),
          of.length(each.row()),
          Reason.of(each.reason()));
    }
  }

  /** Hands over whole accounts, some {@value #BLOCK_ROWS} rows at a time. */
  private void each(Intake intake, Profile profile, Stage stage, Consumer<Block> consumer) {
    Rows of = intake.rows();
    long[] order = of.byAccount();
    List<List<Integer>> accounts = new ArrayList<>();
    int taken = 0;
    for (int at = 0; at < order.length; ) {
      int account = of.account((int) order[at]);
      List<Integer> ofAccount = new ArrayList<>();
      for (; at < order.length && of.account((int) order[at]) == account; at++) {
        ofAccount.add((int) order[at]);
      }
      accounts.add(ofAccount);
      taken += ofAccount.size();
      if (taken >= BLOCK_ROWS || at == order.length) {
        consumer.accept(new Block(run, profile, intake, List.copyOf(accounts)));
        options.progress().report(stage, at, order.length);
        accounts.clear();
        taken = 0;
      }
    }
  }
}
