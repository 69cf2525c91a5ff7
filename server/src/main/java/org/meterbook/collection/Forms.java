package org.meterbook.collection;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.webhook.EventType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Forms: links that are sent to customers, who authorize with them. */
final class Forms {
  private static final String PATH = "/forms";
  private static final String V2 = "/api/v2" + PATH;
  private static final String ONE = V2 + "/{uid}";

  /** What a test submission may play; {@code code} is ours: a second factor is asked for. */
  static final Set<String> SCENARIOS =
      Set.of(
          "residential",
          "commercial",
          "badlogin",
          "badlogin_after",
          "websitedown",
          "websitedown_after",
          "utilityerror",
          "utilityerror_after",
          "nointervals",
          "partialintervals",
          "pending_manual_after",
          "wait_to_login_after",
          "revoked",
          "empty",
          "code");

  private static final String SELECT =
      """
      SELECT t.collection_form_id, t.created, t.updated, t.collection_template_id, t.collection_authorization_id, t.is_archived, t.disabled,
        coalesce(u.email, u.user_code), t.user_id, p.portal, t.code, t.customer_email, t.utility, t.scope
      FROM collection_form t JOIN app_user u ON u.tenant_id = t.tenant_id AND u.user_id = t.user_id
      JOIN collection_template p ON p.tenant_id = t.tenant_id AND p.collection_template_id = t.collection_template_id
      WHERE t.tenant_id = :tenant
      """;

  private final Connectors connectors;
  private final Consent consent;
  private final Site site;

  Forms(Connectors connectors, Consent consent, Site site) {
    this.connectors = connectors;
    this.consent = consent;
    this.site = site;
  }

  record Form(
      @Meaning("identifier") String uid,
      @Meaning("when it was made") String created,
      @Meaning("when it was last changed") String updated,
      @Meaning("its template") String template_uid,
      @Meaning("the authorization that it renews") @Nullable String authorization_uid,
      @Meaning("hidden") boolean is_archived,
      @Meaning("cannot be opened or submitted") boolean disabled,
      @Meaning("who made it") String user_email,
      @Meaning("who made it") String user_uid,
      @Meaning("the public link for the customer") String url,
      @Meaning("filled in for the customer") String customer_email,
      @Meaning("chosen for the customer") @Nullable String utility,
      @Meaning("what is asked for beyond the defaults") JsonNode scope) {}

  record FormListing(List<Form> forms, @Meaning("the rest of the list") @Nullable String next) {}

  record FormRequest(
      @Meaning("default: the newest that is enabled") @Nullable String template_uid,
      @Meaning("the authorization that is to be renewed") @Nullable String authorization_uid,
      @Meaning("filled in for the customer") @Nullable String customer_email,
      @Meaning("chosen for the customer") @Nullable String utility,
      @Meaning("expires: until_revoked, 7d, 3y or a time; ongoing_end: a time")
          @Nullable Object scope,
      @Meaning("of a change: hidden") @Nullable Boolean is_archived,
      @Meaning("of a change: cannot be opened or submitted") @Nullable Boolean disabled) {}

  record TestSubmission(
      @Meaning("the utility's id") String utility, @Meaning("what is played") String scenario) {}

  record Referral(
      boolean success, @Meaning("ties the return to an authorization") String referral) {}

  void register(Operations operations) {
    operations
        .compute(
            "GetForms",
            "GET",
            V2,
            "",
            FormListing.class,
            false,
            (call, _) -> list(call),
            "Lists forms, newest first.")
        .parameter("uids", FieldType.TEXT, "only these UIDs, separated by commas")
        .parameter("users", FieldType.TEXT, "only of these users")
        .parameter("templates", FieldType.TEXT, "only of these templates")
        .parameter("is_archived", FieldType.BOOLEAN, "only archived ones, or only others")
        .parameter("after", FieldType.TEXT, "what follows this UID");
    operations.computeLoose(
        "CreateForm",
        "POST",
        V2,
        FormRequest.class,
        Form.class,
        this::create,
        "Makes a form; without a body one with all defaults.");
    operations.compute(
        "GetForm",
        "GET",
        ONE,
        "",
        Form.class,
        false,
        (call, _) -> find(call, call.id("uid")),
        "Answers one form.");
    operations.computeLoose(
        "EditForm",
        "PATCH",
        ONE,
        FormRequest.class,
        Form.class,
        this::edit,
        "Changes what is given of a form.");
    operations.compute(
        "DeleteForm",
        "DELETE",
        ONE,
        "",
        Success.class,
        false,
        (call, _) -> delete(call),
        "Deletes a form; authorizations made with it stay.");
    operations.computeLoose(
        "TestSubmitForm",
        "POST",
        ONE + "/test-submit",
        TestSubmission.class,
        Referral.class,
        this::testSubmit,
        "Submits a form in a customer's place, with simulated data.");
  }

  private FormListing list(Call call) {
    var chosen =
        new Selection(call)
            .uids("uids", "t.collection_form_id")
            .uids("users", "t.user_id")
            .uids("templates", "t.collection_template_id")
            .flag("is_archived", "t.is_archived")
            .newest(SELECT, Tables.COLLECTION_FORM, "created", this::form);
    return new FormListing(chosen.items(), site.next(call, PATH, chosen, Form::uid));
  }

  private Form find(Call call, int id) {
    return call.sql()
        .first(SELECT + " AND t.collection_form_id = :id", Map.of("id", id), this::form)
        .orElseThrow();
  }

  private Form form(Row row) {
    Integer authorization = row.integerOrNull(5);
    String email = row.textOrNull(12);
    return new Form(
        String.valueOf(row.integer(1)),
        Stamp.utc(row.instant(2)),
        Stamp.utc(row.instant(3)),
        String.valueOf(row.integer(4)),
        authorization == null ? null : String.valueOf(authorization),
        row.bool(6),
        row.bool(7),
        row.text(8),
        String.valueOf(row.integer(9)),
        site.portal(row.text(10)) + "?f=" + row.text(11),
        email == null ? "" : email,
        row.textOrNull(13),
        Notes.JSON.readTree(row.text(14)));
  }

  private Form create(Call call, ObjectNode body) {
    Asked asked = new Asked(body);
    asked.only(
        "template_uid",
        "authorization_uid",
        "customer_email",
        "utility",
        "scope",
        "is_archived",
        "disabled");
    Values values = values(call, asked);
    if (asked.uid("template_uid").isEmpty()) {
      values.with("collection_template_id", newestTemplate(call));
    }
    int id =
        call.sql()
            .insert(
                Tables.COLLECTION_FORM,
                values
                    .with("created", call.now())
                    .with("updated", call.now())
                    .with("user_id", call.caller().userId())
                    .with("code", Consent.random()));
    Told.form(call.sql(), EventType.FORM_CREATED, id);
    return find(call, id);
  }

  private static int newestTemplate(Call call) {
    return call.sql()
        .first(
            "SELECT collection_template_id FROM collection_template WHERE tenant_id = :tenant AND NOT disabled ORDER BY created DESC, collection_template_id DESC LIMIT 1",
            Map.of(),
            row -> row.integer(1))
        .orElseThrow(() ->
            Refusal.missing(
                "There is no enabled template yet; make one with: meterbook portal create"));
  }

  private Form edit(Call call, ObjectNode body) {
    Asked asked = new Asked(body);
    asked.only(
        "is_archived",
        "disabled",
        "template_uid",
        "authorization_uid",
        "customer_email",
        "utility",
        "scope");
    call.sql()
        .update(
            Tables.COLLECTION_FORM,
            call.id("uid"),
            values(call, asked).with("updated", call.now()));
    return find(call, call.id("uid"));
  }

  /** What is given; what is absent is not touched. */
  private Values values(Call call, Asked asked) {
    Values values = Values.none();
    asked.flag("is_archived").ifPresent(flag -> values.with("is_archived", flag));
    asked.flag("disabled").ifPresent(flag -> values.with("disabled", flag));
    asked
        .uid("template_uid")
        .ifPresent(uid -> values.with("collection_template_id", row(call.sql(), "template", uid)));
    if (asked.has("authorization_uid")) {
      values.with(
          "collection_authorization_id",
          asked
              .uid("authorization_uid")
              .map(uid -> row(call.sql(), "authorization", uid))
              .orElse(null));
    }
    if (asked.has("customer_email")) {
      values.with(
          "customer_email",
          asked.text("customer_email").filter(text -> !text.isBlank()).orElse(null));
    }
    if (asked.has("utility")) {
      values.with("utility", asked.text("utility").map(this::known).orElse(null));
    }
    if (asked.has("scope")) {
      values.with("scope", new Sql.Json(scope(call, asked).toString()));
    }
    return values;
  }

  private static int row(Sql sql, String what, String uid) {
    String table = "collection_" + what;
    return Selection.number(uid)
        .filter(id ->
            sql.exists(
                "SELECT 1 FROM %s WHERE tenant_id = :tenant AND %1$s_id = :id".formatted(table),
                Map.of("id", id)))
        .orElseThrow(() -> Refusal.invalid(what + "_uid", "names no " + what));
  }

  private String known(String utility) {
    if (!connectors.known().contains(utility)) {
      throw Refusal.invalid(
          "utility", "is not known here; there are " + String.join(", ", connectors.known()));
    }
    return utility;
  }

  private static ObjectNode scope(Call call, Asked asked) {
    ObjectNode scope =
        asked
            .value("scope")
            .map(value -> {
              if (value instanceof ObjectNode object) {
                return object;
              }
              throw Refusal.invalid("scope", "must be a valid JSON object");
            })
            .orElseGet(Notes.JSON::createObjectNode);
    ConsentScope.of(scope, call.now());
    return scope;
  }

  private Success delete(Call call) {
    call.sql()
        .execute(
            "UPDATE collection_authorization SET collection_form_id = NULL WHERE tenant_id = :tenant AND collection_form_id = :id",
            Map.of("id", call.id("uid")));
    call.sql().delete(Tables.COLLECTION_FORM, call.id("uid"));
    return Success.plain();
  }

  private static boolean isClosed(Call call, Form form) {
    return call.sql()
        .exists(
            "SELECT 1 FROM collection_template WHERE tenant_id = :tenant AND collection_template_id = :id AND disabled",
            Map.of("id", Selection.numbers(List.of(form.template_uid())).getFirst()));
  }

  private Referral testSubmit(Call call, ObjectNode body) {
    Asked asked = new Asked(body);
    String utility = known(asked.required("utility"));
    String scenario = asked.required("scenario").toLowerCase(Locale.ROOT);
    if (!SCENARIOS.contains(scenario)) {
      throw Refusal.invalid(
          "scenario",
          "is not known; there are " + String.join(", ", SCENARIOS.stream().sorted().toList()));
    }
    Form form = find(call, call.id("uid"));
    if (form.disabled() || isClosed(call, form)) {
      throw Refusal.invalid(
          "uid", "names a form that is disabled, or whose template is, which cannot be submitted");
    }
    Submission submission =
        new Submission(
            Integer.parseInt(form.template_uid()),
            Optional.of(call.id("uid")),
            Optional.ofNullable(form.authorization_uid()).map(Integer::parseInt),
            Integer.parseInt(form.user_uid()),
            form.customer_email().isEmpty() ? "test@example.com" : form.customer_email(),
            utility,
            (ObjectNode) form.scope(),
            Submission.TEST_PREFIX + scenario,
            Consent.random(),
            true);
    return new Referral(true, consent.submit(call.sql(), submission).referral());
  }
}
