package org.meterbook.ledger.accountmeter;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.ledger.Named;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Makes a template the current one of many links. */
final class LatestTemplate {
  private LatestTemplate() {}

  /** The last assignment of a link. */
  private record Latest(int id, LocalDateTime end) {}

  static void register(Operations operations) {
    operations.act(
        "UpdateAccountMetersLatestTemplateV3",
        "PUT",
        "/api/v3/template/{templateId}/accountMeter",
        "Accounts (Edit)",
        Integer.class,
        LatestTemplate::assign,
        "Makes a template the current one of account meters; all or none.");
  }

  private static void assign(Call call, List<Integer> ids) {
    int template = call.id("templateId");
    for (int id : Named.of(call, Tables.ACCOUNT_METER, ids).ids()) {
      Link link = Link.lock(call.sql(), id);
      Assignments.requireMoney(call.sql(), link, List.of(template));
      assign(call.sql(), link, template);
    }
  }

  /** An assignment that has ended is followed by a new one; one that goes on is changed. */
  private static void assign(Sql sql, Link link, int template) {
    Optional<Latest> latest = latest(sql, link.id());
    if (latest.isPresent() && !latest.get().end().isBefore(link.end())) {
      sql.update(
          Tables.FORM_TEMPLATE, latest.get().id(), Values.none().with("template_id", template));
    } else {
      LocalDateTime begin = latest.map(Latest::end).orElse(link.begin());
      Assignments.TEMPLATES.append(sql, link.id(), template, begin, link.end());
    }
  }

  private static Optional<Latest> latest(Sql sql, int link) {
    return sql.first(
        "SELECT f.form_template_id, f.end_date FROM form_template f WHERE f.tenant_id = :tenant AND f.account_meter_id = :link"
            + " ORDER BY f.begin_date DESC LIMIT 1",
        Map.of("link", link),
        row -> new Latest(row.integer(1), row.local(2)));
  }
}
