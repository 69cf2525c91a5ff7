package org.meterbook.hook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.identity.Vault;
import org.meterbook.ledger.People;
import org.meterbook.ledger.bill.BillTarget;
import org.meterbook.mail.MailAddresses;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import org.meterbook.webhook.Outgoing;

/** Webhooks as clients set them up. */
public final class Webhooks {
  static final String VIEW = "ApplicationSettings (View)";
  static final String MANAGE = "ApplicationSettings (Manage)";

  private static final Shape EVENT_TYPE =
      Shape.of("WebhookEventTypeChild", Tables.WEBHOOK_EVENT_TYPE)
          .integer("webhookEventTypeId", "identifier of the event")
          .text("webhookEventTypeName", "name of the event")
          .build();

  private static final Shape RESPONSE =
      Shape.of("WebhookResponse", Tables.WEBHOOK)
          .join("state", Tables.WEBHOOK_STATE, "$.webhook_id")
          .integer("webhookId", "identifier of the webhook")
          .text("webhookName", "name")
          .text("webhookDescription", "what it is for")
          .one("createdBy", People.CHILD, "$.created_by", "who made it")
          .field("createdDate", FieldType.MOMENT, "when it was made")
          .field("mailingList", FieldType.TEXTS, "who is told when it fails")
          .field(
              "successRate",
              FieldType.NUMBER,
              "$state.successes * 100.0 / nullif($state.calls, 0)",
              "calls that were answered well, percent; null before the first")
          .field(
              "webhookStatus",
              FieldType.TEXT,
              "CASE WHEN $.active THEN 'Active' ELSE 'Inactive' END",
              "Active or Inactive")
          .no("locked", "cannot be edited")
          .field(
              "url",
              FieldType.SEALED,
              HookSecrets.URL_FIELD,
              "where calls go; without its query for whoever may not manage webhooks")
          .field(
              "secret",
              FieldType.SEALED,
              HookSecrets.FIELD,
              "signs the calls; null for whoever may not manage webhooks")
          .one("eventType", EVENT_TYPE, "$.webhook_event_type_id", "what it hears of")
          .build();

  private final Supplier<Vault> vault;

  private Webhooks(Supplier<Vault> vault) {
    this.vault = vault;
  }

  record WebhookCreateRequest(
      @Required @Length(max = 64) @Meaning("name, unique") String webhookName,
      @Meaning("what it is for") @Nullable String webhookDescription,
      @Required @Meaning("identifier of the event") Integer webhookEventTypeId,
      @Required @NotEmpty @Meaning("addresses that are told when it fails")
          List<String> mailingList,
      @Required @Meaning("https://… or http://…") String url,
      @Required @Meaning("signs the calls") String secret) {
    /** Never shows the secret. */
    @Override
    public String toString() {
      return "WebhookCreateRequest[" + webhookName + "]";
    }
  }

  record WebhookEditRequest(
      @Required @Meaning("is called") Boolean active,
      @Required @Length(max = 64) @Meaning("name, unique") String webhookName,
      @Defined @Meaning("what it is for") @Nullable String webhookDescription,
      @Required @Meaning("identifier of the event") Integer webhookEventTypeId,
      @Required @NotEmpty @Meaning("addresses that are told when it fails")
          List<String> mailingList,
      @Required @Meaning("https://… or http://…") String url,
      @Required @Meaning("signs the calls") String secret) {
    WebhookCreateRequest all() {
      return new WebhookCreateRequest(
          webhookName, webhookDescription, webhookEventTypeId, mailingList, url, secret);
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "WebhookEditRequest[" + webhookName + "]";
    }
  }

  /**
   * Registers webhooks, their log and custom actions.
   *
   * @param vault seals their secrets
   * @param outgoing makes the calls of custom actions
   * @param targets what has bills that a custom action may be about
   */
  public static void register(
      Operations operations,
      Supplier<Vault> vault,
      Supplier<Outgoing> outgoing,
      List<BillTarget> targets) {
    operations.opener((caller, field) ->
        HookSecrets.url(field)
            .map(url -> HookSecrets.shown(caller, url))
            .or(() ->
                caller.may(MANAGE)
                    ? Optional.of(HookSecrets.open(vault.get(), caller.tenant(), field))
                    : Optional.empty()));
    new Webhooks(vault).register(operations);
    HookLog.register(operations);
    new CustomActions(vault, outgoing, targets).register(operations);
  }

  private void register(Operations operations) {
    operations
        .resource(EVENT_TYPE)
        .listing(
            "GetWebhookEventTypesV3",
            "/api/v3/webhook/eventType",
            "",
            false,
            "$.raised",
            "Lists the events that webhooks can hear of.");
    operations
        .resource(RESPONSE)
        .filter(
            "url",
            FieldType.TEXT,
            "{split_part($.url, chr(63), 1)}",
            "where calls go, without the query")
        .filter("webhookID", "webhookId")
        .filter("webhookInfo", "webhookName")
        .filter("webhookStatusInfo", "webhookStatus")
        .filter(
            "webhookStatusID",
            FieldType.INTEGER,
            "{CASE WHEN $.active THEN 1 ELSE 2 END}",
            "1 active, 2 inactive")
        .filter("webhookEventTypeID", "eventType.webhookEventTypeId")
        .filter("webhookEventTypeInfo", "eventType.webhookEventTypeName")
        .filter("fullName", "createdBy.fullName")
        .filter("systemUserCode", "createdBy.userCode")
        .filter("systemUserID", "createdBy.userId")
        .list("GetWebhooksV3", "/api/v3/webhook", "", "Lists webhooks.")
        .one("GetWebhookV3", "/api/v3/webhook/{webhookId}", "", "Answers one webhook.")
        .create(
            "CreateWebhookV3",
            "/api/v3/webhook",
            MANAGE,
            WebhookCreateRequest.class,
            this::create,
            "Creates a webhook, which is active at once.")
        .edit(
            "EditWebhookV3",
            "/api/v3/webhook/{webhookId}",
            MANAGE,
            WebhookEditRequest.class,
            this::edit,
            "Replaces a webhook; what it failed at before is forgotten.")
        .delete(
            "DeleteWebhookV3",
            "/api/v3/webhook/{webhookId}",
            MANAGE,
            call -> call.sql().delete(Tables.WEBHOOK, call.id("webhookId")),
            "Deletes a webhook and its log.");
  }

  private int create(Call call, WebhookCreateRequest request) {
    int id =
        call.sql()
            .insert(
                Tables.WEBHOOK,
                values(request)
                    .with("active", true)
                    .with("created_by", call.caller().userId())
                    .with("created_date", call.now()));
    call.sql()
        .execute(
            """
            INSERT INTO webhook_state (tenant_id, webhook_id, seen, next_try)
            SELECT :tenant, :id, coalesce((SELECT n.value FROM tenant_counter n WHERE n.tenant_id = :tenant AND n.name = 'change'), 0), :now
            """,
            Map.of("id", id, "now", call.now()));
    HookSecrets.keep(call.sql(), vault.get(), id, request.secret());
    return id;
  }

  /** What happened while it was inactive, or of another event, it is not told. */
  private void edit(Call call, WebhookEditRequest request) {
    int id = call.id("webhookId");
    boolean goesOn =
        call.sql()
            .exists(
                "SELECT 1 FROM webhook WHERE tenant_id = :tenant AND webhook_id = :id AND active AND webhook_event_type_id = :type FOR UPDATE",
                Map.of("id", id, "type", request.webhookEventTypeId()));
    call.sql().update(Tables.WEBHOOK, id, values(request.all()).with("active", request.active()));
    call.sql()
        .execute(
            """
            UPDATE webhook_state SET failures = 0, next_try = :now, seen = CASE WHEN :on THEN seen ELSE greatest(seen,
              (SELECT n.value FROM tenant_counter n WHERE n.tenant_id = :tenant AND n.name = 'change')) END
            WHERE tenant_id = :tenant AND webhook_id = :id
            """,
            Map.of("id", id, "now", call.now(), "on", goesOn));
    HookSecrets.keep(call.sql(), vault.get(), id, request.secret());
  }

  private static Values values(WebhookCreateRequest request) {
    if (HookEvent.of(request.webhookEventTypeId()).isEmpty()) {
      throw Problem.invalid(
          "webhookEventTypeId",
          "nothing raises event %d; GET /api/v3/webhook/eventType lists those that are raised"
              .formatted(request.webhookEventTypeId()));
    }
    for (int i = 0; i < request.mailingList().size(); i++) {
      if (!MailAddresses.isAddress(request.mailingList().get(i))) {
        throw Problem.invalid("mailingList[" + i + "]", "must be an e-mail address");
      }
    }
    try {
      return Values.from(request, "secret").with("url", Outgoing.parse(request.url()).toString());
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("url", String.valueOf(e.getMessage()));
    }
  }
}
