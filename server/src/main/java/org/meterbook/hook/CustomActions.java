package org.meterbook.hook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.identity.ApiKeys.UserChild;
import org.meterbook.identity.Vault;
import org.meterbook.ledger.bill.BillTarget;
import org.meterbook.store.Tables;
import org.meterbook.webhook.Outgoing;

/** Webhooks that a person fires: the call is made at once, and what came of it is the answer. */
final class CustomActions {
  private final Supplier<Vault> vault;
  private final Supplier<Outgoing> outgoing;

  private final List<BillTarget> targets;

  /**
   * Over what is used when they are called.
   *
   * @param targets what has bills that an action may be about
   */
  CustomActions(Supplier<Vault> vault, Supplier<Outgoing> outgoing, List<BillTarget> targets) {
    this.vault = vault;
    this.outgoing = outgoing;
    this.targets = targets;
  }

  record AccountAction(
      @Defined @NotEmpty @Refers("account") @Meaning("what it is about") List<Integer> ids,
      @Required @Refers("webhook") @Meaning("which webhook") Integer webhookId) {}

  record MeterAction(
      @Defined @NotEmpty @Refers("meter") @Meaning("what it is about") List<Integer> ids,
      @Required @Refers("webhook") @Meaning("which webhook") Integer webhookId) {}

  record BillActionCustom(
      @Defined @NotEmpty @Refers("bill") @Meaning("what it is about") List<Integer> billIds,
      @Required @Refers("webhook") @Meaning("which webhook") Integer webhookId) {}

  record ListActionCustom(
      @Required @Refers("webhook") @Meaning("which webhook") Integer webhookId) {}

  record WebhookLogDetailsResponse(
      @Meaning("where the call went; without its query for whoever may not manage webhooks")
          String url,
      @Meaning("headers and body that were sent") String request,
      @Meaning("head and body of the answer, or why there was none") String response,
      @Meaning("HTTP status of the answer; 0 where there was none") String result,
      @Meaning("who caused it") UserChild user) {}

  void register(Operations operations) {
    add(
        operations,
        "ProcessCustomAppActionV3",
        "/api/v3/admin/customapplicationaction/{webhookId}",
        Webhooks.VIEW,
        Optional.empty(),
        (call, _) ->
            find(call, HookEvent.CUSTOM_APPLICATION_ACTION, call.id("webhookId"), List.of()),
        "Fires a webhook of the event Custom Application Action.");
    add(
        operations,
        "ProcessAccountCustomActionV202211",
        "/api/v202211/account/customAction",
        "Accounts (Edit)",
        Optional.of(AccountAction.class),
        (call, body) -> find(call, HookEvent.CUSTOM_ACCOUNT_ACTION, body.webhookId(), body.ids()),
        "Fires a webhook of the event Custom Account Action.");
    add(
        operations,
        "ProcessMeterCustomActionV202211",
        "/api/v202211/meter/customAction",
        "Meters (Edit)",
        Optional.of(MeterAction.class),
        (call, body) -> find(call, HookEvent.CUSTOM_METER_ACTION, body.webhookId(), body.ids()),
        "Fires a webhook of the event Custom Meter Action.");
    add(
        operations,
        "ProcessBillCustomActionV3",
        "/api/v3/bill/customAction",
        "BillsAndBatches (Edit)",
        Optional.of(BillActionCustom.class),
        (call, body) -> find(call, HookEvent.CUSTOM_BILL_ACTION, body.webhookId(), body.billIds()),
        "Fires a webhook of the event Custom Bill Action.");
    for (BillTarget target : targets) {
      add(
          operations,
          target.named("CustomAction"),
          target.path() + "/customAction",
          "BillsAndBatches (Edit)",
          Optional.of(ListActionCustom.class),
          (call, body) ->
              find(
                  call, HookEvent.CUSTOM_BILL_ACTION, body.webhookId(), target.bills().apply(call)),
          "Fires a webhook of the event Custom Bill Action for all bills.");
    }
  }

  private <R> void add(
      Operations operations,
      String id,
      String path,
      String permission,
      Optional<Class<R>> body,
      BiFunction<Call, R, HookCall> find,
      String summary) {
    operations.outward(
        id,
        "PUT",
        path,
        permission,
        body,
        WebhookLogDetailsResponse.class,
        find,
        call -> call.make(outgoing.get()),
        CustomActions::note,
        summary);
  }

  private HookCall find(Call call, HookEvent event, int webhook, List<Integer> ids) {
    record Found(String url, String name, int type, boolean active) {}
    Found found =
        call.sql()
            .first(
                """
                SELECT w.url, e.webhook_event_type_name, e.webhook_event_type_id, w.active FROM webhook w
                JOIN webhook_event_type e ON e.webhook_event_type_id = w.webhook_event_type_id WHERE w.tenant_id = :tenant AND w.webhook_id = :id
                """,
                Map.of("id", webhook),
                row -> new Found(row.text(1), row.text(2), row.integer(3), row.bool(4)))
            .orElseThrow();
    if (found.type() != event.id()) {
      throw Problem.invalid(
          "webhookId", "webhook %d is of the event %s".formatted(webhook, found.name()));
    }
    if (!found.active()) {
      throw Problem.invalid("webhookId", "webhook " + webhook + " is inactive");
    }
    return new HookCall(
        webhook,
        found.name(),
        found.url(),
        HookSecrets.read(call.sql(), vault.get(), webhook),
        ids.stream().map(Integer::longValue).toList(),
        call.now());
  }

  private static WebhookLogDetailsResponse note(Call call, HookCall.Outcome outcome) {
    int user = call.caller().userId();
    int _ = HookLog.write(call.sql(), outcome, user);
    HookState.count(call.sql(), outcome);
    call.sql().touched(Tables.WEBHOOK_LOG);
    return new WebhookLogDetailsResponse(
        HookSecrets.shown(call.caller(), outcome.url()),
        outcome.request(),
        outcome.response(),
        outcome.result(),
        UserChild.of(call.sql(), user));
  }
}
