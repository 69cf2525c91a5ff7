package org.meterbook.app;

import java.util.Locale;
import org.meterbook.ledger.billimport.Progress;

/** Shows how far an import is: a bar on a terminal, a line now and then otherwise. */
final class ImportProgress implements Progress {
  private static final int WIDTH = 40;
  private static final long EVERY_NANOS = 5_000_000_000L;

  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private Stage last = Stage.READING;
  private long lastPercent = -1;
  private long lastLine = System.nanoTime();

  @Override
  public void report(Stage stage, long done, long total) {
    long percent = total == 0 ? 100 : done * 100 / total;
    if (stage == last && percent == lastPercent) {
      return;
    }
    if (terminal) {
      int full = (int) (percent * WIDTH / 100);
      System.err.printf(
          Locale.ROOT,
          "\r%-9s [%s%s] %3d %%%s",
          stage.name().toLowerCase(Locale.ROOT),
          "#".repeat(full),
          " ".repeat(WIDTH - full),
          percent,
          done >= total ? "\n" : "");
    } else if (System.nanoTime() - lastLine > EVERY_NANOS) {
      System.err.printf(Locale.ROOT, "%s: %d %%%n", stage.name().toLowerCase(Locale.ROOT), percent);
      lastLine = System.nanoTime();
    }
    last = stage;
    lastPercent = percent;
  }
}
