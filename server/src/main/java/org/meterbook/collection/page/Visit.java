package org.meterbook.collection.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.meterbook.collection.Consent;
import org.meterbook.collection.Notes;
import tools.jackson.databind.JsonNode;

/**
 * A customer on the way from the submission to the end, as the pages in between pass it on.
 *
 * @param code of the form; empty for the portal's own
 * @param end the address to go to; empty for the receipt
 * @param since when the sign-in was asked for
 * @param codes how many codes were typed
 */
record Visit(
    int authorization,
    String referral,
    String receipt,
    String code,
    String end,
    String state,
    Instant since,
    int codes) {
  private static final Duration LIFE = Duration.ofHours(24);

  static Visit begin(
      Consent.Submitted submitted, String code, String end, String state, Instant now) {
    return new Visit(
        submitted.authorization(),
        submitted.referral(),
        submitted.receipt(),
        code,
        end,
        state,
        now,
        0);
  }

  /** A code was typed: the sign-in goes on. */
  Visit withCode(Instant now) {
    return new Visit(authorization, referral, receipt, code, end, state, now, codes + 1);
  }

  String sign(Tokens tokens, Portal portal, Instant now) {
    String json =
        Notes.JSON
            .createObjectNode()
            .put("authorization", authorization)
            .put("referral", referral)
            .put("receipt", receipt)
            .put("code", code)
            .put("end", end)
            .put("state", state)
            .put("since", since.toEpochMilli())
            .put("codes", codes)
            .toString();
    return tokens.sign(purpose(portal), json, now, LIFE);
  }

  static Optional<Visit> open(Tokens tokens, Portal portal, String token, Instant now) {
    return tokens.open(purpose(portal), token, now).map(Notes.JSON::readTree).map(Visit::read);
  }

  private static String purpose(Portal portal) {
    return "visit " + portal.name();
  }

  private static Visit read(JsonNode json) {
    return new Visit(
        json.path("authorization").asInt(),
        json.path("referral").asString(),
        json.path("receipt").asString(),
        json.path("code").asString(),
        json.path("end").asString(),
        json.path("state").asString(),
        Instant.ofEpochMilli(json.path("since").asLong()),
        json.path("codes").asInt());
  }

  /** Where the browser goes, with what is to be told there. */
  String target(Optional<Failure> failure) {
    return Way.with(
        end,
        "referral",
        referral,
        "state",
        state,
        "error",
        failure.map(Failure::error).orElse(""),
        "error_description",
        failure.map(Failure::text).orElse(""));
  }

  /** Shows neither the receipt nor the state. */
  @Override
  public String toString() {
    return "visit to authorization " + authorization;
  }
}
