package org.meterbook.collection.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The form with which files are handed over, and what became of those before.
 *
 * @param token proves that the form was opened here
 * @param visit of a customer on the way to somewhere else; may be empty
 * @param again the address of the same page with the newest state
 * @param files newest first
 */
record Handover(String action, String token, String visit, String again, List<File> files) {
  /** So many files may come at a time. */
  static final int MOST = 20;

  private static final Duration LIFE = Duration.ofHours(24);

  /**
   * A file as its customer sees it.
   *
   * @param text what became of it
   * @param wrong something is to be done
   */
  record File(String name, String text, boolean wrong) {}

  /**
   * The form of a receipt, with the files that were refused just now before those that are kept.
   */
  static Handover of(
      Desk desk,
      Portal portal,
      String receipt,
      Granted granted,
      String visit,
      List<Unkept> unkept) {
    List<File> files = new ArrayList<>();
    for (Unkept each : unkept.reversed()) {
      if (each.inbox() == 0) {
        files.add(new File(each.name(), "Not taken: " + each.text(), true));
      }
    }
    List<HandedFile> kept = desk.read(portal, sql -> HandedFile.of(sql, granted.id()));
    for (HandedFile file : kept) {
      boolean known = unkept.stream().anyMatch(each -> each.inbox() == file.inbox());
      files.add(
          new File(file.name(), (known ? "There already. " : "") + file.text(), file.waits()));
    }
    String action = desk.links().upload(portal, receipt);
    String token = desk.tokens().sign(purpose(portal, receipt), "", desk.now(), LIFE);
    return new Handover(action, token, visit, Way.with(action, "t", visit), files);
  }

  static String purpose(Portal portal, String receipt) {
    return "upload " + portal.name() + " " + receipt;
  }
}
