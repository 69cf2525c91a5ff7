package org.meterbook.ledger.accountmeter;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.LedgerDate;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.GeneralLedgers;
import org.meterbook.ledger.account.AccountShapes;
import org.meterbook.ledger.account.AccountSpan;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.rate.Rates;
import org.meterbook.ledger.template.Templates;
import org.meterbook.ledger.vendor.VendorShapes;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Links between accounts and meters, over spans of time. */
public final class AccountMeters {
  private static final Shape RATE =
      Shape.of("AccountRateChild", Tables.ACCOUNT_METER_RATE)
          .date("endDate", "last day of the assignment")
          .one("rate", Rates.CHILD, "$.rate_id", "the rate")
          .date("startDate", "first day of the assignment")
          .build();

  private static final Shape FORM_TEMPLATE =
      Shape.of("FormTemplateChild", Tables.FORM_TEMPLATE)
          .date("beginDate", "first day of the assignment")
          .field(
              "displayOrder", org.meterbook.api.FieldType.INTEGER, "1", "place on the entry screen")
          .date("endDate", "last day of the assignment")
          .integer("formTemplateId", "identifier of the assignment")
          .one("template", Templates.CHILD, "$.template_id", "the template")
          .build();

  private static final Shape RESPONSE =
      Shape.of("AccountMeterResponse", Tables.ACCOUNT_METER)
          .one("account", AccountShapes.CHILD, "$.account_id", "the account")
          .integer("accountMeterId", "identifier of the link")
          .date("beginDate", "first day of the link")
          .bool("deregulated", "the commodity is bought on a deregulated market")
          .date("endDate", "last day of the link")
          .many(
              "formTemplates",
              FORM_TEMPLATE,
              "account_meter_id",
              "",
              "$.begin_date",
              "templates for bill entry, in time")
          .oneAlways(
              "generalLedger",
              GeneralLedgers.CHILD,
              "$.general_ledger_id",
              "general ledger of its charges")
          .one("meter", MeterShapes.CHILD, "$.meter_id", "the meter")
          .many("rates", RATE, "account_meter_id", "", "$.start_date", "rates, in time")
          .one("vendorType", VendorShapes.TYPE, "$.vendor_type_id", "the vendor's role")
          .build();

  private AccountMeters() {}

  public record AccountMeterRequest(
      @Required @Refers("account") @Meaning("the account; must be active") Integer accountId,
      @Meaning("first day of the link; default 1899-01-01") @Nullable LocalDateTime beginDate,
      @Meaning("the commodity is bought on a deregulated market; default false")
          @Nullable Boolean deregulated,
      @Meaning("last day of the link; default 3000-01-01") @Nullable LocalDateTime endDate,
      @Refers("general_ledger") @Meaning("general ledger of its charges")
          @Nullable Integer generalLedgerId,
      @Required @Refers("meter") @Meaning("the meter") Integer meterId,
      @Required @Refers("rate") @Meaning("rate from the first day on") Integer rateId,
      @Refers("template")
          @Meaning("template for bill entry; default by commodity, units and the vendor's role")
          @Nullable Integer templateId,
      @Refers("vendor_type") @Meaning("the vendor's role; 2 is a supplier")
          @Nullable Integer vendorTypeId) {
    LocalDateTime begin() {
      return beginDate == null ? AccountSpan.FIRST : beginDate;
    }

    LocalDateTime end() {
      return endDate == null ? AccountSpan.LAST : endDate;
    }
  }

  public record AccountMeterEdit(
      @Defined @LedgerDate @Meaning("first day of the link; null leaves it")
          @Nullable LocalDateTime beginDate,
      @Defined @LedgerDate @Meaning("last day of the link; null leaves it")
          @Nullable LocalDateTime endDate,
      @Defined @Refers("general_ledger") @Meaning("general ledger of its charges")
          @Nullable Integer generalLedgerId,
      @Defined @Refers("vendor_type") @Meaning("the vendor's role")
          @Nullable Integer vendorTypeId) {}

  public static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .writeAll(
            "CreateAccountMeterV3",
            "POST",
            "/api/v3/accountmeter",
            "Accounts (Edit)",
            AccountMeterRequest.class,
            AccountMeters::create,
            "Links accounts and meters; all or none.")
        .edit(
            "EditAccountMeterV3",
            "/api/v3/accountmeter/{accountMeterId}",
            "Accounts (Edit)",
            AccountMeterEdit.class,
            AccountMeters::edit,
            "Replaces a link's span, general ledger and role.")
        .flag("deleteBills", "deletes the bills that begin on or after the new last day, whole")
        .delete(
            "DeleteAccountMeterV3",
            "/api/v3/accountmeter/{accountMeterId}",
            "Accounts (Edit)",
            AccountMeters::delete,
            "Deletes a link with its rates and templates.")
        .flag("deleteBills", "deletes its bills too, whole; only where the pair has no other link");
    Assignments.register(operations);
    AssignmentLists.register(operations);
    LatestTemplate.register(operations);
  }

  private static List<Integer> create(Call call, List<AccountMeterRequest> requests) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    List<Integer> active =
        lockActive(
            call,
            requests.stream().map(AccountMeterRequest::accountId).distinct().sorted().toList());
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      AccountMeterRequest request = requests.get(i);
      String at = "[" + i + "]";
      if (!active.contains(request.accountId())) {
        errors.put(at + ".accountId", List.of("account " + request.accountId() + " is not active"));
      } else if (!request.begin().isBefore(request.end())) {
        errors.put(at + ".endDate", List.of("must be after beginDate"));
      } else {
        Spans.overlap(
                call.sql(),
                request.accountId(),
                request.meterId(),
                0,
                request.begin(),
                request.end())
            .ifPresent(overlap -> errors.put(at + ".beginDate", List.of(overlap)));
        if (!errors.containsKey(at + ".beginDate")) {
          ids.add(create(call, request));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return ids;
  }

  /**
   * Locks the accounts, so that two requests cannot link the same pair at once; answers the active
   * ones.
   */
  private static List<Integer> lockActive(Call call, List<Integer> accounts) {
    List<Integer> active = new ArrayList<>();
    call.sql()
        .list(
            "SELECT account_id, active FROM account WHERE tenant_id = :tenant AND account_id = ANY(:ids) ORDER BY account_id FOR UPDATE",
            Map.of("ids", accounts),
            row -> row.bool(2) && active.add(row.integer(1)));
    return active;
  }

  private static int create(Call call, AccountMeterRequest request) {
    int id =
        call.sql()
            .insert(
                Tables.ACCOUNT_METER,
                Values.from(request, "rateId", "templateId")
                    .with("begin_date", request.begin())
                    .with("end_date", request.end())
                    .with("deregulated", Boolean.TRUE.equals(request.deregulated())));
    Assignments.RATES.append(call.sql(), id, request.rateId(), request.begin(), request.end());
    Integer template = request.templateId();
    java.util.Optional<Integer> chosen =
        template == null
            ? TemplateLadder.choose(call.sql(), request.meterId(), request.vendorTypeId())
            : java.util.Optional.of(template);
    chosen.ifPresent(found ->
        Assignments.TEMPLATES.append(call.sql(), id, found, request.begin(), request.end()));
    return id;
  }

  private static void edit(Call call, AccountMeterEdit request) {
    int id = call.id("accountMeterId");
    Link link = Link.lock(call.sql(), id);
    LocalDateTime begin = request.beginDate() == null ? link.begin() : request.beginDate();
    LocalDateTime end = request.endDate() == null ? link.end() : request.endDate();
    if (!end.isAfter(begin)) {
      throw Problem.invalid("endDate", "must be after beginDate");
    }
    link.meterId()
        .flatMap(meter -> Spans.overlap(call.sql(), link.accountId(), meter, id, begin, end))
        .ifPresent(overlap -> {
          throw Problem.invalid("beginDate", overlap);
        });
    if (call.flag("deleteBills")) {
      if (!begin.equals(link.begin())
          || end.equals(link.end())
          || !Spans.isLatest(call.sql(), link)) {
        throw Problem.invalid(
            "deleteBills",
            "is allowed only on the pair's latest link, with a new end and the old begin");
      }
      Spans.deleteBills(call, link, end);
    }
    call.sql()
        .update(
            Tables.ACCOUNT_METER,
            id,
            Values.from(request).with("begin_date", begin).with("end_date", end));
    Assignments.RATES.fit(call.sql(), id, begin, end);
    Assignments.TEMPLATES.fit(call.sql(), id, begin, end);
  }

  private static void delete(Call call) {
    int id = call.id("accountMeterId");
    Link link = Link.lock(call.sql(), id);
    if (link.meterId().isEmpty()) {
      throw Problem.invalid(
          "accountMeterId", "the record that carries account-level charges cannot be deleted");
    }
    if (call.flag("deleteBills")) {
      if (!call.caller().may("BillsAndBatches (Delete)") || Spans.links(call.sql(), link) > 1) {
        throw Problem.invalid(
            "deleteBills",
            "is allowed only with the permission BillsAndBatches (Delete) and on the pair's only link");
      }
      Spans.deleteBills(call, link, AccountSpan.FIRST);
    } else if (Spans.hasBills(call.sql(), link)) {
      throw Problem.invalid(
          "accountMeterId", "bills refer to this link; deleteBills=true deletes them too");
    }
    call.sql().delete(Tables.ACCOUNT_METER, id);
  }
}
