package org.meterbook.collection.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.collection.Consent;

/** The customer's receipt, with which a consent is revoked, also long after. */
final class Receipts {
  private static final Duration LIFE = Duration.ofHours(2);

  private final Desk desk;

  Receipts(Desk desk) {
    this.desk = desk;
  }

  Answer show(Portal portal, String code) {
    Granted granted = granted(portal, code);
    Receipt receipt =
        new Receipt(
            granted,
            desk.title(granted.utility()),
            Words.until(granted.expires(), portal.zone()),
            granted.ongoingEnd().map(end -> Words.day(end, portal.zone())).orElse(""),
            Words.day(granted.created(), portal.zone()),
            Receipt.State.of(granted, desk.now()),
            granted.revoked().map(end -> Words.day(end, portal.zone())).orElse(""),
            desk.links().receipt(portal, code));
    Frame frame = desk.frame(portal, "Your receipt");
    Optional<Handover> handover =
        desk.takesFiles(granted)
            ? Optional.of(Handover.of(desk, portal, code, granted, "", List.of()))
            : Optional.empty();
    return Answer.page(
        200, "receipt", Map.of("frame", frame, "receipt", receipt, "handover", handover));
  }

  Answer confirm(Portal portal, String code) {
    Granted granted = granted(portal, code);
    if (granted.revoked().isPresent() || granted.declined().isPresent()) {
      return new Answer.Redirect(desk.links().receipt(portal, code));
    }
    Frame frame = desk.frame(portal, "Revoke this authorization?");
    String token = desk.tokens().sign(purpose(portal, code), "", desk.now(), LIFE);
    String receipt = desk.links().receipt(portal, code);
    return Answer.page(200, "revoke", Map.of("frame", frame, "receipt", receipt, "token", token));
  }

  Answer revoke(Portal portal, String code, Fields body) {
    Granted granted = granted(portal, code);
    if (desk.tokens().open(purpose(portal, code), body.get("token"), desk.now()).isEmpty()) {
      return confirm(portal, code);
    }
    desk.change(portal, sql -> Consent.revoke(sql, granted.id()));
    return new Answer.Redirect(desk.links().receipt(portal, code));
  }

  /** The authorization that a receipt is of. */
  Granted granted(Portal portal, String code) {
    if (!code.matches("[A-Za-z0-9_-]{1,100}")) {
      throw Refused.unknown();
    }
    return desk.read(
            portal, sql -> Consent.byReceipt(sql, code).flatMap(id -> Granted.find(sql, id)))
        .orElseThrow(() ->
            new Refused(
                404,
                "This receipt does not exist",
                "If you authorized once more since, please take the link of your newest mail."));
  }

  private static String purpose(Portal portal, String code) {
    return "revoke " + portal.name() + " " + code;
  }
}
