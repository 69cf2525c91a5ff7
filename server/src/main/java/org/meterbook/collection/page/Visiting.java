package org.meterbook.collection.page;

import java.time.Duration;
import java.util.Map;
import org.meterbook.api.Problem;

/** From the submission to the end: the sign-in at the utility, its code, its failures. */
final class Visiting {
  /** So long a customer waits; the work itself goes on. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int LONGEST_CODE = 100;

  private final Desk desk;
  private final Consenting consenting;

  Visiting(Desk desk, Consenting consenting) {
    this.desk = desk;
    this.consenting = consenting;
  }

  Answer await(Portal portal, Fields query) {
    Visit visit = open(portal, query);
    Granted granted = granted(portal, visit);
    if (desk.takesFiles(granted)) {
      return new Answer.Redirect(
          Way.with(desk.links().upload(portal, visit.receipt()), "t", query.get("t")));
    }
    if (granted.status().equals("pending") && granted.revoked().isEmpty()) {
      boolean patient = desk.now().isBefore(visit.since().plus(PATIENCE));
      return patient ? waiting(portal, visit, granted) : desk.leave(portal, visit);
    }
    if (granted.needsCode()) {
      return code(200, portal, visit, granted, visit.codes() == 0 ? "" : granted.message());
    }
    if (granted.isRejected()) {
      return consenting.again(portal, visit, granted, granted.message());
    }
    return Failure.of(granted).isPresent()
        ? failed(portal, visit, granted)
        : desk.leave(portal, visit);
  }

  Answer again(Portal portal, Fields query) {
    Visit visit = open(portal, query);
    Granted granted = granted(portal, visit);
    return granted.status().equals("errored") && granted.revoked().isEmpty()
        ? consenting.again(portal, visit, granted, "")
        : desk.await(portal, visit);
  }

  Answer finish(Portal portal, Fields query) {
    return desk.leave(portal, open(portal, query));
  }

  Answer code(Portal portal, Fields body) {
    Visit visit = open(portal, body);
    Granted granted = granted(portal, visit);
    if (!granted.needsCode()) {
      return desk.await(portal, visit);
    }
    String code = body.get("code").strip();
    if (code.isEmpty() || code.length() > LONGEST_CODE) {
      return code(400, portal, visit, granted, "Please type the code that you were sent.");
    }
    try {
      desk.change(portal, sql -> desk.consent().code(sql, granted.id(), code));
    } catch (Problem _) {
      // The credentials are forgotten by now: the way begins anew.
      return consenting.again(portal, visit, granted, "Your code came too late.");
    }
    return desk.await(portal, visit.withCode(desk.now()));
  }

  private Visit open(Portal portal, Fields fields) {
    return Visit.open(desk.tokens(), portal, fields.get("t"), desk.now())
        .orElseThrow(Refused::outdated);
  }

  private Granted granted(Portal portal, Visit visit) {
    return desk.granted(portal, visit.authorization()).orElseThrow(Refused::unknown);
  }

  private String link(Portal portal, String page, Visit visit) {
    return desk.links().visit(portal, page, visit.sign(desk.tokens(), portal, desk.now()));
  }

  private Answer waiting(Portal portal, Visit visit, Granted granted) {
    String utility = desk.title(granted.utility());
    Frame frame = desk.frame(portal, "Signing in at " + utility).refreshing();
    String link = link(portal, "/wait", visit);
    return Answer.page(200, "wait", Map.of("frame", frame, "utility", utility, "link", link));
  }

  private Answer code(int status, Portal portal, Visit visit, Granted granted, String error) {
    String utility = desk.title(granted.utility());
    Frame frame = desk.frame(portal, "Code request");
    String token = visit.sign(desk.tokens(), portal, desk.now());
    String action = desk.links().path(portal, "/code");
    String leave = link(portal, "/finish", visit);
    return Answer.page(
        status,
        "code",
        Map.of(
            "frame", frame, "utility", utility, "action", action, "token", token, "leave", leave,
            "error", error));
  }

  private Answer failed(Portal portal, Visit visit, Granted granted) {
    Frame frame = desk.frame(portal, "This did not work");
    String again = link(portal, "/again", visit);
    String leave = link(portal, "/finish", visit);
    return Answer.page(
        200,
        "failed",
        Map.of(
            "frame",
            frame,
            "utility",
            desk.title(granted.utility()),
            "granted",
            granted,
            "again",
            again,
            "leave",
            leave));
  }
}
