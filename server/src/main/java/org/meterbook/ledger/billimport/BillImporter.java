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
import org.meterbook.files.DelimitedFile;
import org.meterbook.files.FileFormatException;
import org.meterbook.ledger.billimport.Progress.Stage;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
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
  private static final int LONGEST_FILE_NAME = 200;

  private final Database database;
  private final long tenant;
  private final int userId;
  private final Profile profile;
  private final Options options;
  private final String fileName;

  private final Tally booked = new Tally();
  private final Tally alreadyBooked = new Tally();
  private final Tally refused = new Tally();
  private final Tally held = new Tally();
  private final Map<String, Integer> created = new TreeMap<>();
  private long bills;
  private Optional<Integer> batch = Optional.empty();

  private BillImporter(
      Database database,
      long tenant,
      int userId,
      String fileName,
      Profile profile,
      Options options) {
    this.database = database;
    this.tenant = tenant;
    this.userId = userId;
    this.fileName = fileName;
    this.profile = profile;
    this.options = options;
  }

  /**
   * Imports a file.
   *
   * @param userId who is named as the author
   * @throws ImportException the file is not one that the profile describes; nothing was booked
   */
  public static Result run(
      Database database, long tenant, int userId, Path file, Profile profile, Options options) {
    options.rejectsPath().ifPresent(rejects -> requireOther(file, rejects));
    String name = String.valueOf(file.getFileName());
    BillImporter importer =
        new BillImporter(
            database,
            tenant,
            userId,
            name.substring(0, Math.min(name.length(), LONGEST_FILE_NAME)),
            profile,
            options);
    try (DelimitedFile rows =
            DelimitedFile.open(file, profile.layout().encoding(), profile.layout().delimiter());
        Rejects rejects = new Rejects(options.rejectsPath(), rows)) {
      return importer.run(rows, rejects);
    } catch (FileFormatException e) {
      throw new ImportException(String.valueOf(e.getMessage()));
    }
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

  private Result run(DelimitedFile file, Rejects rejects) {
    long start = System.nanoTime();
    Catalogue catalogue = database.read(tenant, Scope.UNBOUNDED, Catalogue::read);
    rejects.clear();
    Intake intake = Intake.read(file, profile, catalogue, rejects, options.progress());
    refused.add(intake.refused());
    if (!options.strict() || isFlawless(intake, rejects)) {
      book(intake, rejects);
    }
    return new Result(
        intake.rowCount(),
        booked.sum(),
        booked.sum().rows() - bills,
        bills,
        alreadyBooked.sum(),
        refused.sum(),
        held.sum(),
        created,
        batch,
        rejects.first(),
        (System.nanoTime() - start) / 1e9);
  }

  /**
   * Goes over everything once without booking; where a row is refused, the good ones are held back.
   */
  private boolean isFlawless(Intake intake, Rejects rejects) {
    Tally good = new Tally();
    Tally known = new Tally();
    each(
        intake,
        Stage.CHECKING,
        block -> {
          Outcome outcome = database.read(tenant, Scope.UNBOUNDED, block::check);
          good.add(outcome.booked);
          known.add(outcome.alreadyBooked);
          reject(intake, rejects, outcome);
        });
    boolean flawless = refused.sum().rows() == 0;
    if (!flawless) {
      held.add(good);
      alreadyBooked.add(known);
    }
    return flawless;
  }

  private void book(Intake intake, Rejects rejects) {
    IdStock ids = new IdStock(intake.rows().size());
    each(
        intake,
        Stage.BOOKING,
        block -> {
          Outcome outcome = book(block, ids);
          if (batch.isEmpty() && outcome.batch.isPresent()) {
            database.write(tenant, Scope.UNBOUNDED, userId, Statistics::gather);
          }
          batch = outcome.batch.or(() -> batch);
          booked.add(outcome.booked);
          alreadyBooked.add(outcome.alreadyBooked);
          bills += outcome.bills.size();
          outcome.created.forEach((what, count) -> created.merge(what, count, Integer::sum));
          reject(intake, rejects, outcome);
        });
    batch.ifPresent(id ->
        database.write(
            tenant,
            Scope.UNBOUNDED,
            userId,
            sql -> {
              sql.update(Tables.BATCH, id, Values.none().with("end_date", sql.now()));
              return id;
            }));
  }

  /**
   * Somebody else may make an account of the same code between our look and our write: then there
   * is one to be found.
   */
  private Outcome book(Block block, IdStock ids) {
    for (int attempt = 1; ; attempt++) {
      try {
        return database.write(tenant, Scope.UNBOUNDED, userId, sql -> block.book(sql, batch, ids));
      } catch (StoreException.Duplicate e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void reject(Intake intake, Rejects rejects, Outcome outcome) {
    refused.add(outcome.refused);
    Rows rows = intake.rows();
    for (Outcome.Refused each : outcome.refusals) {
      rejects.add(
          rows.line(each.row()), rows.offset(each.row()), rows.length(each.row()), each.reason());
    }
  }

  /** Hands over whole accounts, some {@value #BLOCK_ROWS} rows at a time. */
  private void each(Intake intake, Stage stage, Consumer<Block> consumer) {
    Rows rows = intake.rows();
    long[] order = rows.byAccount();
    List<List<Integer>> accounts = new ArrayList<>();
    int taken = 0;
    for (int at = 0; at < order.length; ) {
      int account = rows.account((int) order[at]);
      List<Integer> ofAccount = new ArrayList<>();
      for (; at < order.length && rows.account((int) order[at]) == account; at++) {
        ofAccount.add((int) order[at]);
      }
      accounts.add(ofAccount);
      taken += ofAccount.size();
      if (taken >= BLOCK_ROWS || at == order.length) {
        consumer.accept(new Block(profile, intake, fileName, List.copyOf(accounts)));
        options.progress().report(stage, at, order.length);
        accounts.clear();
        taken = 0;
      }
    }
  }
}
