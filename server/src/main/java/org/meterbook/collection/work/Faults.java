package org.meterbook.collection.work;

import org.meterbook.collection.connector.Interruption;
import org.meterbook.job.Job;
import org.meterbook.job.Jobs;
import org.meterbook.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fault that nobody expected means for a collection. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /**
   * The interruption that it is: a connector that fails in its own way is the utility's error,
   * tried again for seven days and then shown. Of the database, of a lost job and of a server that
   * stops the jobs themselves take care.
   */
  static Interruption interruption(RuntimeException e, Job job) {
    if (Thread.currentThread().isInterrupted()
        || e instanceof Jobs.Lost
        || e instanceof StoreException) {
      throw e;
    }
    if (e instanceof Interruption interruption) {
      return interruption;
    }
    LOG.error("job {} {} of datasource {} failed", job.kind(), job.subject(), job.tenant(), e);
    return Interruption.of(
        Interruption.Kind.UTILITY_ERROR, "The utility's answer could not be understood.");
  }
}
