package org.meterbook.ledger.accountmeter;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.template.Templates;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;

/** Rates and templates of a link: the operations that assign them. */
final class Assignments {
  static final Timeline RATES = new Timeline(Tables.ACCOUNT_METER_RATE, "rate_id", "start_date");
  static final Timeline TEMPLATES = new Timeline(Tables.FORM_TEMPLATE, "template_id", "begin_date");

  /** Lines of this commodity carry account-level charges. */
  private static final String MONEY = "MONEY";

  private static final Shape RATE =
      Shape.of("AccountMeterRateResponse", Tables.ACCOUNT_METER_RATE)
          .join("rate", Tables.RATE, "$.rate_id")
          .integer("rateId", "identifier of the rate")
          .field("name", FieldType.TEXT, "$rate.name", "name of the rate")
          .field("rateCode", FieldType.TEXT, "$rate.name", "code of the rate: its name")
          .field("note", FieldType.TEXT, "$rate.note", "notes on the rate")
          .date("startDate", "first day of the assignment")
          .date("endDate", "last day of the assignment")
          .build();

  private static final Shape TEMPLATE =
      Shape.of("FormTemplateResponse", Tables.FORM_TEMPLATE)
          .integer("formTemplateId", "identifier of the assignment")
          .one("template", Templates.CHILD, "$.template_id", "the template")
          .field("displayOrder", FieldType.INTEGER, "1", "place on the entry screen")
          .date("beginDate", "first day of the assignment")
          .date("endDate", "last day of the assignment")
          .build();

  private Assignments() {}

  record AccountRateRequest(
      @Required @Refers("rate") @Meaning("the rate") Integer rateId,
      @Required @Meaning("first day; within the link's span") LocalDateTime startDate) {}

  record FormTemplateRequest(
      @Required @Refers("template") @Meaning("the template") Integer templateId,
      @Required @Meaning("first day") LocalDateTime beginDate) {}

  static void register(Operations operations) {
    operations
        .resource(RATE)
        .create(
            "CreateAccountRateV3",
            "/api/v3/accountmeter/{accountMeterId}/rate",
            "Accounts (Edit)",
            AccountRateRequest.class,
            Assignments::addRate,
            "Assigns a rate from a day on.")
        .writeAll(
            "EditAccountRateListV3",
            "PUT",
            "/api/v3/accountmeter/{accountMeterId}/rate",
            "Accounts (Edit)",
            AccountRateRequest.class,
            Assignments::replaceRates,
            "Replaces all rates of a link.");
    operations
        .resource(TEMPLATE)
        .create(
            "CreateFormTemplateV3",
            "/api/v3/accountmeter/{accountMeterId}/template",
            "Accounts (Edit)",
            FormTemplateRequest.class,
            Assignments::addTemplate,
            "Assigns a template from a day on.")
        .writeAll(
            "EditFormTemplateListV3",
            "PUT",
            "/api/v3/accountmeter/{accountMeterId}/template",
            "Accounts (Edit)",
            FormTemplateRequest.class,
            Assignments::replaceTemplates,
            "Replaces all templates of a link.")
        .delete(
            "DeleteTemplateAssignmentV3",
            "/api/v3/accountmeter/{accountMeterId}/template/{formTemplateId}",
            "Accounts (Edit)",
            Assignments::deleteTemplate,
            "Takes a template from a link; its neighbour closes the gap.");
  }

  private static int addRate(Call call, AccountRateRequest request) {
    Link link = Link.lock(call.sql(), call.id("accountMeterId"));
    requireWithin(link, request.startDate(), "startDate");
    return RATES.insert(call.sql(), link, request.rateId(), request.startDate());
  }

  private static List<Integer> replaceRates(Call call, List<AccountRateRequest> requests) {
    Link link = Link.lock(call.sql(), call.id("accountMeterId"));
    List<Timeline.Entry> entries =
        requests.stream()
            .map(request -> new Timeline.Entry(request.rateId(), request.startDate()))
            .toList();
    entries.forEach(entry -> requireWithin(link, entry.from(), "startDate"));
    return RATES.replace(call.sql(), link, ordered(entries, "startDate"));
  }

  private static int addTemplate(Call call, FormTemplateRequest request) {
    Link link = Link.lock(call.sql(), call.id("accountMeterId"));
    requireMoney(call.sql(), link, List.of(request.templateId()));
    List<LocalDateTime> begins = TEMPLATES.begins(call.sql(), link.id());
    if (begins.isEmpty() && !request.beginDate().equals(link.begin())) {
      throw Problem.invalid(
          "beginDate", "the first template must begin on the link's own begin date");
    }
    if (!begins.isEmpty() && !request.beginDate().isAfter(begins.getLast())) {
      throw Problem.invalid(
          "beginDate", "must be after the begin of every template assigned so far");
    }
    requireWithin(link, request.beginDate(), "beginDate");
    return TEMPLATES.insert(call.sql(), link, request.templateId(), request.beginDate());
  }

  private static List<Integer> replaceTemplates(Call call, List<FormTemplateRequest> requests) {
    Link link = Link.lock(call.sql(), call.id("accountMeterId"));
    List<Timeline.Entry> entries =
        ordered(
            requests.stream()
                .map(request -> new Timeline.Entry(request.templateId(), request.beginDate()))
                .toList(),
            "beginDate");
    if (!entries.getFirst().from().equals(link.begin())) {
      throw Problem.invalid(
          "beginDate", "the earliest template must begin on the link's own begin date");
    }
    entries.forEach(entry -> requireWithin(link, entry.from(), "beginDate"));
    requireMoney(call.sql(), link, entries.stream().map(Timeline.Entry::id).toList());
    return TEMPLATES.replace(call.sql(), link, entries);
  }

  private static void deleteTemplate(Call call) {
    Link link = Link.lock(call.sql(), call.id("accountMeterId"));
    int id = call.id("formTemplateId");
    if (!call.sql()
        .exists(
            "SELECT 1 FROM form_template WHERE tenant_id = :tenant AND form_template_id = :id AND account_meter_id = :link",
            Map.of("id", id, "link", link.id()))) {
      throw Problem.notFound("There is no template assignment %d on this link.".formatted(id));
    }
    TEMPLATES.remove(call.sql(), link, id);
  }

  private static void requireWithin(Link link, LocalDateTime day, String field) {
    if (day.isBefore(link.begin()) || !day.isBefore(link.end())) {
      throw Problem.invalid(field, "must lie within the span of the link");
    }
  }

  private static List<Timeline.Entry> ordered(List<Timeline.Entry> entries, String field) {
    List<Timeline.Entry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(Timeline.Entry::from));
    if (ordered.isEmpty()) {
      throw Problem.invalid("", "the list must have at least one item");
    }
    if (ordered.stream().map(Timeline.Entry::from).distinct().count() < ordered.size()) {
      throw Problem.invalid(field, "must differ from item to item");
    }
    return ordered;
  }

  static void requireMoney(Sql sql, Link link, List<Integer> templates) {
    if (link.meterId().isEmpty()
        && sql.exists(
            """
            SELECT 1 FROM template t JOIN commodity c ON c.tenant_id = t.tenant_id AND c.commodity_id = t.commodity_id
            WHERE t.tenant_id = :tenant AND t.template_id = ANY(:ids) AND c.commodity_code <> :money
            """,
            Map.of("ids", templates, "money", MONEY))) {
      throw Problem.invalid(
          "templateId",
          "a record of account-level charges takes only templates of the commodity Money");
    }
  }
}
