package org.meterbook.collection.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Problem;
import org.meterbook.collection.Consent;
import org.meterbook.collection.ConsentScope;
import org.meterbook.collection.Submission;
import org.meterbook.collection.connector.Connector;

/** The form: opened, sent, sent again after the utility did not take the credentials. */
final class Consenting {
  private static final Duration LIFE = Duration.ofHours(2);
  private static final String OUTDATED =
      "This page was open for too long. Please check what you typed and send it again.";
  private static final String FOREIGN =
      "The address to return to is not one that %s has registered, so you would not be sent there.";

  private final Desk desk;

  Consenting(Desk desk) {
    this.desk = desk;
  }

  Answer open(Portal portal, Fields query) {
    Preset preset = preset(portal, query.get("f"));
    Entered entered =
        new Entered(
            query.get("email", preset.email()),
            query.get("utility", preset.utility()),
            "",
            "",
            false);
    return page(200, portal, preset, entered, Way.of(query), "", "", Map.of());
  }

  /** The form again, after a sign-in that failed; the consent is renewed with it. */
  Answer again(Portal portal, Visit visit, Granted granted, String alert) {
    Entered entered = new Entered(granted.email(), granted.utility(), "", "", false);
    return page(
        200,
        portal,
        preset(portal, visit.code()),
        entered,
        new Way(visit.end(), visit.state(), visit.end().isEmpty()),
        visit.sign(desk.tokens(), portal, desk.now()),
        alert,
        Map.of());
  }

  Answer submit(Portal portal, Fields query, Fields body) {
    Preset preset = preset(portal, query.get("f"));
    Entered entered = Entered.of(body).needed(desk.connectors());
    Way way = Way.of(body);
    String token = body.get("visit");
    if (desk.tokens().open(purpose(portal, preset), body.get("token"), desk.now()).isEmpty()) {
      return page(403, portal, preset, entered, way, token, OUTDATED, Map.of());
    }
    if (!way.isAllowed(portal)) {
      String alert = FOREIGN.formatted(portal.company());
      return page(400, portal, preset, entered, way, token, alert, Map.of());
    }
    if (!token.isEmpty()) {
      return resubmit(portal, preset, entered, way, token, body.get("decision"));
    }
    return body.get("decision").equals("decline")
        ? decline(portal, preset, entered, way)
        : accept(portal, preset, entered, way, token);
  }

  private Answer resubmit(
      Portal portal, Preset preset, Entered entered, Way way, String token, String decision) {
    Visit visit =
        Visit.open(desk.tokens(), portal, token, desk.now()).orElseThrow(Refused::outdated);
    Granted granted = desk.granted(portal, visit.authorization()).orElseThrow(Refused::unknown);
    if (decision.equals("decline")) {
      return desk.leave(portal, visit);
    }
    boolean failed = granted.status().equals("errored") && granted.revoked().isEmpty();
    return failed
        ? accept(portal, preset.renewing(granted.id()), entered, way, token)
        : desk.await(portal, visit);
  }

  private Answer accept(Portal portal, Preset preset, Entered entered, Way way, String token) {
    Map<String, String> errors = entered.errors(desk.connectors());
    if (!errors.isEmpty()) {
      return page(400, portal, preset, entered, way, token, "", errors);
    }
    Consent.Submitted submitted =
        desk.write(
            portal,
            sql -> {
              Consent.Submitted done =
                  desk.consent().submit(sql, submission(portal, preset, entered));
              Granted granted = Granted.find(sql, done.authorization()).orElseThrow();
              ReceiptMail.send(
                  sql, portal, granted, desk, desk.links().mailedReceipt(portal, done.receipt()));
              return done;
            });
    return desk.await(
        portal, Visit.begin(submitted, preset.code(), way.end(portal), way.state(), desk.now()));
  }

  private Answer decline(Portal portal, Preset preset, Entered entered, Way way) {
    String email = Entered.isEmail(entered.email()) ? entered.email() : "";
    Entered refused = new Entered(email, known(entered.utility()), "", "", false);
    Consent.Submitted submitted =
        desk.write(portal, sql -> desk.consent().decline(sql, submission(portal, preset, refused)));
    return desk.leave(
        portal, Visit.begin(submitted, preset.code(), way.end(portal), way.state(), desk.now()));
  }

  private static Submission submission(Portal portal, Preset preset, Entered entered) {
    return new Submission(
        portal.template(),
        preset.form(),
        preset.renews(),
        preset.user(),
        entered.email(),
        entered.utility(),
        preset.scope(),
        entered.username(),
        entered.password(),
        false);
  }

  private Preset preset(Portal portal, String code) {
    return desk.read(portal, sql -> Preset.find(sql, portal, code));
  }

  private Answer page(
      int status,
      Portal portal,
      Preset preset,
      Entered entered,
      Way way,
      String visit,
      String alert,
      Map<String, String> errors) {
    Instant now = desk.now();
    ConsentForm form =
        new ConsentForm(
            desk.links().form(portal, preset.code()),
            portal.company(),
            until(portal, preset, now),
            ongoingEnd(portal, preset, now),
            choices(known(entered.utility())),
            entered,
            desk.tokens().sign(purpose(portal, preset), "", now, LIFE),
            visit,
            way,
            alert,
            errors);
    Frame frame = desk.frame(portal, portal.company() + " asks for your utility data");
    return Answer.page(status, "form", Map.of("frame", frame, "form", form));
  }

  private static String until(Portal portal, Preset preset, Instant now) {
    try {
      return Words.until(preset.scope(), now, portal.zone());
    } catch (Problem _) {
      throw new Refused(
          403,
          "The time of this request is over",
          "%s asked for access until a day that has passed. Please ask for a new link."
              .formatted(portal.company()));
    }
  }

  private static String ongoingEnd(Portal portal, Preset preset, Instant now) {
    return Optional.ofNullable(ConsentScope.of(preset.scope(), now).ongoingEnd())
        .map(end -> Words.day(end, portal.zone()))
        .orElse("");
  }

  /** What is collected from; and a utility that only tests may name, where a test names it. */
  private List<ConsentForm.Choice> choices(String named) {
    List<ConsentForm.Choice> choices = new ArrayList<>();
    for (Connector connector : desk.connectors().all()) {
      choices.add(
          new ConsentForm.Choice(
              connector.utility(),
              connector.title(),
              desk.connectors().takesFiles(connector.utility())));
    }
    if (!named.isEmpty() && desk.connectors().find(named).isEmpty()) {
      choices.add(new ConsentForm.Choice(named, named, false));
    }
    return choices;
  }

  private String known(String utility) {
    return desk.connectors().test(utility).isPresent() ? utility : "";
  }

  private static String purpose(Portal portal, Preset preset) {
    return "form " + portal.name() + " " + preset.code();
  }
}
