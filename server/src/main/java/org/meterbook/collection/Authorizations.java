package org.meterbook.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Row;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Authorizations: the customers' consents, with their state. */
final class Authorizations {
  private static final String PATH = "/authorizations";
  private static final String V2 = "/api/v2" + PATH;
  private static final String ONE = V2 + "/{uid}";

  private static final String SELECT =
      """
      SELECT t.collection_authorization_id, t.created, t.customer_email, t.declined, t.expires, t.expires_preset, t.collection_template_id,
        t.collection_form_id, t.is_archived, t.is_test, t.scope, t.nickname, t.notes, t.referrals, t.revoked, t.status, t.status_message,
        t.status_ts, t.user_id, coalesce(u.email, u.user_code), t.utility, coalesce(t.expires < :now, false), u.active
      FROM collection_authorization t JOIN app_user u ON u.tenant_id = t.tenant_id AND u.user_id = t.user_id WHERE t.tenant_id = :tenant
      """;

  private final Meters meters;
  private final Site site;

  Authorizations(Meters meters, Site site) {
    this.meters = meters;
    this.site = site;
  }

  record Authorization(
      @Meaning("identifier") String uid,
      @Meaning("when the customer submitted") String created,
      @Meaning("deprecated; how the customer confirmed") @Nullable Object customer_signature,
      @Meaning("the customer's address") String customer_email,
      @Meaning("when the customer declined") @Nullable String declined,
      boolean is_declined,
      @Meaning("when it ends, or until_revoked") @Nullable String expires,
      boolean is_expired,
      @Meaning("links to files") Map<String, String> exports,
      @Meaning("the same, in order, named for people") List<Export> exports_list,
      @Meaning("the form's template") String template_uid,
      @Meaning("null where the template's own address was used") @Nullable String form_uid,
      @Meaning("hidden; it goes on nevertheless") boolean is_archived,
      @Meaning("made by a test") boolean is_test,
      @Meaning("what was consented to beyond the defaults") JsonNode scope,
      @Nullable String nickname,
      @Meaning("what is to be known of its state") JsonNode notes,
      @Meaning("every referral that was handed out for it") List<String> referrals,
      @Meaning("when it was revoked") @Nullable String revoked,
      boolean is_revoked,
      @Meaning("pending, updated or errored") String status,
      @Meaning("for people") String status_message,
      @Meaning("when it last changed") String status_ts,
      @Meaning("owner of the form") String user_uid,
      @Meaning("owner of the form") String user_email,
      @Meaning("of the owner") String user_status,
      @Meaning("the utility's id") String utility,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Meaning("only where include=meters")
          Meters.@Nullable MeterListing meters) {}

  record Export(String name, String link) {}

  record AuthorizationListing(
      List<Authorization> authorizations, @Meaning("the rest of the list") @Nullable String next) {}

  record AuthorizationEdit(
      @Meaning("hidden") @Nullable Boolean is_archived, @Nullable String nickname) {}

  void register(Operations operations) {
    operations
        .compute(
            "GetAuthorizations",
            "GET",
            V2,
            "",
            AuthorizationListing.class,
            false,
            (call, _) -> list(call),
            "Lists authorizations, newest first.")
        .parameter("uids", FieldType.TEXT, "only these UIDs, separated by commas")
        .parameter("forms", FieldType.TEXT, "only of these forms")
        .parameter("templates", FieldType.TEXT, "only of these templates")
        .parameter("users", FieldType.TEXT, "only of these users")
        .parameter("referrals", FieldType.TEXT, "only with one of these referrals")
        .parameter("is_archived", FieldType.BOOLEAN, "only archived ones, or only others")
        .parameter("is_declined", FieldType.BOOLEAN, "only declined ones, or only others")
        .parameter("is_test", FieldType.BOOLEAN, "only tests, or only others")
        .parameter("is_revoked", FieldType.BOOLEAN, "only revoked ones, or only others")
        .parameter("is_expired", FieldType.BOOLEAN, "only expired ones, or only others")
        .parameter("utility", FieldType.TEXT, "only of these utilities")
        .parameter("after", FieldType.TEXT, "what follows this UID")
        .parameter("include", FieldType.TEXT, "meters: with the meters of each")
        .parameter("expand_meter_blocks", FieldType.TEXT, "accepted; blocks are always expanded");
    operations
        .compute(
            "GetAuthorization",
            "GET",
            ONE,
            "",
            Authorization.class,
            false,
            (call, _) -> one(call),
            "Answers one authorization.")
        .parameter("include", FieldType.TEXT, "meters: with its meters")
        .parameter("expand_meter_blocks", FieldType.TEXT, "accepted; blocks are always expanded");
    operations.computeLoose(
        "EditAuthorization",
        "PATCH",
        ONE,
        AuthorizationEdit.class,
        Authorization.class,
        this::edit,
        "Changes what is given of an authorization.");
    operations.compute(
        "DeleteAuthorization",
        "DELETE",
        ONE,
        "",
        Success.class,
        false,
        (call, _) -> delete(call),
        "Deletes a test's authorization with everything collected under it.");
    operations.compute(
        "RevokeAuthorization",
        "POST",
        ONE + "/revoke",
        "",
        Authorization.class,
        false,
        (call, _) -> revoke(call),
        "Revokes an authorization for ever: credentials, meters, bills and intervals are deleted.");
  }

  private AuthorizationListing list(Call call) {
    var chosen =
        new Selection(call)
            .bind("now", call.now())
            .uids("uids", "t.collection_authorization_id")
            .uids("forms", "t.collection_form_id")
            .uids("templates", "t.collection_template_id")
            .uids("users", "t.user_id")
            .overlapping("referrals", "t.referrals")
            .texts("utility", "t.utility")
            .flag("is_archived", "t.is_archived")
            .flag("is_declined", "t.declined IS NOT NULL")
            .flag("is_test", "t.is_test")
            .flag("is_revoked", "t.revoked IS NOT NULL")
            .flag("is_expired", "coalesce(t.expires < :now, false)")
            .newest(SELECT, Tables.COLLECTION_AUTHORIZATION, "created", this::authorization);
    return new AuthorizationListing(
        included(call, chosen.items()), site.next(call, PATH, chosen, Authorization::uid));
  }

  private Authorization one(Call call) {
    return included(call, List.of(find(call))).getFirst();
  }

  private Authorization find(Call call) {
    return call.sql()
        .first(
            SELECT + " AND t.collection_authorization_id = :id",
            Map.of("id", call.id("uid"), "now", call.now()),
            this::authorization)
        .orElseThrow();
  }

  /** With the meters, where they are asked for: one statement for all. */
  private List<Authorization> included(Call call, List<Authorization> all) {
    List<String> include = Selection.values(call, "include");
    include.stream()
        .filter(what -> !what.equals("meters"))
        .findFirst()
        .ifPresent(_ -> {
          throw Refusal.invalid("include", "can only be meters");
        });
    if (include.isEmpty()) {
      return all;
    }
    Map<String, List<Meters.Meter>> found =
        meters.of(call, Selection.numbers(all.stream().map(Authorization::uid).toList()));
    return all.stream()
        .map(each ->
            with(each, new Meters.MeterListing(found.getOrDefault(each.uid(), List.of()), null)))
        .toList();
  }

  private static Authorization with(Authorization a, Meters.MeterListing meters) {
    return new Authorization(
        a.uid(),
        a.created(),
        a.customer_signature(),
        a.customer_email(),
        a.declined(),
        a.is_declined(),
        a.expires(),
        a.is_expired(),
        a.exports(),
        a.exports_list(),
        a.template_uid(),
        a.form_uid(),
        a.is_archived(),
        a.is_test(),
        a.scope(),
        a.nickname(),
        a.notes(),
        a.referrals(),
        a.revoked(),
        a.is_revoked(),
        a.status(),
        a.status_message(),
        a.status_ts(),
        a.user_uid(),
        a.user_email(),
        a.user_status(),
        a.utility(),
        meters);
  }

  private Authorization authorization(Row row) {
    String uid = String.valueOf(row.integer(1));
    Instant expires = row.instantOrNull(5);
    Integer form = row.integerOrNull(8);
    Map<String, String> exports = new LinkedHashMap<>();
    exports.put("bills_combined_csv", site.api("/files/meters_bills_csv?authorizations=" + uid));
    exports.put("meters_csv", site.api("/files/meters_csv?accounts=" + uid));
    return new Authorization(
        uid,
        Stamp.utc(row.instant(2)),
        null,
        row.text(3),
        Stamp.utcOrNull(row.instantOrNull(4)),
        row.instantOrNull(4) != null,
        expires == null ? row.textOrNull(6) : Stamp.utc(expires),
        row.bool(22),
        exports,
        List.of(
            new Export("Bills: all bills [csv]", exports.getOrDefault("bills_combined_csv", "")),
            new Export("Meters: all meters [csv]", exports.getOrDefault("meters_csv", ""))),
        String.valueOf(row.integer(7)),
        form == null ? null : String.valueOf(form),
        row.bool(9),
        row.bool(10),
        Notes.JSON.readTree(row.text(11)),
        row.textOrNull(12),
        Notes.JSON.readTree(row.text(13)),
        row.texts(14),
        Stamp.utcOrNull(row.instantOrNull(15)),
        row.instantOrNull(15) != null,
        row.text(16),
        row.text(17),
        Stamp.utc(row.instant(18)),
        String.valueOf(row.integer(19)),
        row.text(20),
        row.bool(23) ? "active" : "inactive",
        row.text(21),
        null);
  }

  private Authorization edit(Call call, ObjectNode body) {
    Asked asked = new Asked(body);
    asked.only("is_archived", "nickname");
    Values values = Values.none();
    asked.flag("is_archived").ifPresent(flag -> values.with("is_archived", flag));
    if (asked.has("nickname")) {
      values.with("nickname", asked.text("nickname").orElse(null));
    }
    if (!values.isEmpty()) {
      call.sql().update(Tables.COLLECTION_AUTHORIZATION, call.id("uid"), values);
    }
    return find(call);
  }

  private Success delete(Call call) {
    Authorization authorization = find(call);
    if (!authorization.is_test() && !authorization.utility().equals("DEMO")) {
      throw Refusal.forbidden(
          "Only tests can be deleted. Revoke the authorization instead: POST /authorizations/{uid}/revoke.");
    }
    Consent.delete(call.sql(), call.id("uid"));
    return Success.plain();
  }

  private Authorization revoke(Call call) {
    Consent.revoke(call.sql(), call.id("uid"));
    return find(call);
  }
}
