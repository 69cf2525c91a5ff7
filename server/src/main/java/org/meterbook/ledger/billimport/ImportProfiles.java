package org.meterbook.ledger.billimport;

import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.NotEmpty;
import org.meterbook.api.Rules.OneOf;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;
import tools.jackson.databind.json.JsonMapper;

/** Profiles of layouts whose columns are known by their numbers. */
final class ImportProfiles {
  private static final String VIEW = "BillsAndBatches (View)";
  private static final String MANAGE = "BillsAndBatches (Create)";
  private static final String ALL = "/api/v3/import/bill/profile";
  private static final String ONE = ALL + "/{profileId}";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String DOLLARS = "USDOLLARS";
  private static final String SERVICE_CHARGE = "CUSTOMERCHARGE";

  /** The formats of dates, as they are called, and as they are read. */
  private static final Map<String, List<String>> DATES =
      Map.of(
          "mm/dd/yyyy", List.of("M/d/yyyy"),
          "Month dd yyyy", List.of("MMMM d yyyy", "MMM d yyyy", "MMMM d, yyyy", "MMM d, yyyy"),
          "dd/mm/yyyy", List.of("d/M/yyyy"),
          "dd Month yyyy", List.of("d MMMM yyyy", "d MMM yyyy"),
          "yyyymmdd", List.of("yyyyMMdd"));

  private ImportProfiles() {}

  record BillImportProfileObservation(
      @Required @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("number of the column, from 1")
          Integer columnIndex,
      @Required @Meaning("kind of line") String observationTypeCode,
      @Required @Length(max = 32) @Meaning("what the line is called") String caption,
      @Required @Meaning("unit of the column; a currency makes it a cost") String unitCode) {}

  record BillImportProfileColumnMapping(
      @Required
          @OneOf({"mm/dd/yyyy", "Month dd yyyy", "dd/mm/yyyy", "dd Month yyyy", "yyyymmdd"})
          @Meaning("how dates are written")
          String dateFormat,
      @Required @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("number of the column, from 1")
          Integer accountCodeColumnIndex,
      @Required @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("first day")
          Integer startDateColumnIndex,
      @Required @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("last day")
          Integer endDateColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("the account's vendor")
          @Nullable Integer vendorCodeColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("what is to be paid; it is not kept")
          @Nullable Integer payAmountColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("YYYYMM; default by rule")
          @Nullable Integer billingPeriodColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("YYYYPP")
          @Nullable Integer accountPeriodColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("date of the statement")
          @Nullable Integer statementDateColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("to be paid by")
          @Nullable Integer dueDateColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("control code")
          @Nullable Integer controlCodeColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("invoice number")
          @Nullable Integer invoiceNumberColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("the meter's code, !AUTO! or empty")
          @Nullable Integer meterCodeColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("by which the meter is searched for")
          @Nullable Integer commodityColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("a customer charge, in dollars")
          @Nullable Integer serviceChargeColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("A, C or E")
          @Nullable Integer aceFlagColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("V, P or R")
          @Nullable Integer vprFlagColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("the rate; it is not kept with the bill")
          @Nullable Integer rateColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("by which the meter is searched for")
          @Nullable Integer serialNumberColumnIndex,
      @Range(min = 1, max = Integer.MAX_VALUE) @Meaning("notes")
          @Nullable Integer billNoteColumnIndex,
      @NotEmpty @Meaning("the columns that become lines")
          @Nullable List<BillImportProfileObservation> observations) {}

  record BillImportProfileRequest(
      @Required @Length(max = 64) @Meaning("unique name") String profileCode,
      @Meaning("what the columns are") @Nullable BillImportProfileColumnMapping columnMapping) {}

  record BillImportProfileResponse(
      @Meaning("identifier of the profile") int profileId,
      @Required @Length(max = 64) @Meaning("unique name") String profileCode,
      @Meaning("what the columns are") @Nullable BillImportProfileColumnMapping columnMapping) {}

  static void register(Operations operations) {
    operations
        .variable("/import/bill/profile/{profileId}", "profileId", Tables.BILL_IMPORT_PROFILE)
        .compute(
            "GetBillImportProfilesV3",
            "GET",
            ALL,
            VIEW,
            BillImportProfileResponse.class,
            true,
            (call, _) -> list(call, null),
            "Lists the profiles of imports of bills.")
        .compute(
            "GetBillImportProfileV3",
            "GET",
            ONE,
            VIEW,
            BillImportProfileResponse.class,
            false,
            (call, _) -> list(call, call.id("profileId")).getFirst(),
            "Answers a profile of imports of bills.")
        .compute(
            "WriteBillImportProfileV3",
            "POST",
            ALL,
            MANAGE,
            BillImportProfileRequest.class,
            BillImportProfileResponse.class,
            (call, request) ->
                list(call, call.sql().insert(Tables.BILL_IMPORT_PROFILE, values(call, request)))
                    .getFirst(),
            "Creates a profile of imports of bills.")
        .compute(
            "EditBillImportProfileV3",
            "PUT",
            ONE,
            MANAGE,
            BillImportProfileRequest.class,
            BillImportProfileResponse.class,
            (call, request) -> {
              int id = call.id("profileId");
              call.sql().update(Tables.BILL_IMPORT_PROFILE, id, values(call, request));
              return list(call, id).getFirst();
            },
            "Replaces a profile of imports of bills.")
        .delete(
            "DeleteBillImportProfileV3",
            ONE,
            MANAGE,
            call -> call.sql().delete(Tables.BILL_IMPORT_PROFILE, call.id("profileId")),
            "Deletes a profile of imports of bills.");
  }

  private static List<BillImportProfileResponse> list(Call call, @Nullable Integer id) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    parameters.put("id", id);
    return call.sql()
        .list(
            """
            SELECT p.bill_import_profile_id, p.profile_code, p.mapping::text FROM bill_import_profile p
            WHERE p.tenant_id = :tenant AND (:id::int IS NULL OR p.bill_import_profile_id = :id) ORDER BY lower(p.profile_code)
            """,
            parameters,
            row ->
                new BillImportProfileResponse(
                    row.integer(1), row.text(2), mapping(row.textOrNull(3))));
  }

  private static @Nullable BillImportProfileColumnMapping mapping(@Nullable String json) {
    return json == null ? null : MAPPER.readValue(json, BillImportProfileColumnMapping.class);
  }

  private static Values values(Call call, BillImportProfileRequest request) {
    BillImportProfileColumnMapping mapping = request.columnMapping();
    if (mapping != null) {
      check(mapping, Catalogue.read(call.sql()));
    }
    return Values.none()
        .with("profile_code", request.profileCode())
        .with(
            "mapping",
            mapping == null
                ? null
                : new Sql.Json(Objects.requireNonNull(MAPPER.writeValueAsString(mapping))));
  }

  private static void check(BillImportProfileColumnMapping mapping, Catalogue catalogue) {
    Faults faults = new Faults();
    List<BillImportProfileObservation> observations = observations(mapping);
    for (int n = 0; n < observations.size(); n++) {
      BillImportProfileObservation each = observations.get(n);
      String at = "columnMapping.observations[%d].".formatted(n);
      faults
          .when(
              !catalogue.kinds().containsKey(Codes.key(each.observationTypeCode())),
              at + "observationTypeCode",
              "there is no observation type '%s'".formatted(each.observationTypeCode()))
          .when(
              catalogue.unit(each.unitCode()).isEmpty(),
              at + "unitCode",
              "there is no unit '%s'".formatted(each.unitCode()));
    }
    faults.refuse();
  }

  private static List<BillImportProfileObservation> observations(
      BillImportProfileColumnMapping mapping) {
    return Objects.requireNonNullElse(mapping.observations(), List.of());
  }

  /** What a profile of this name makes of a file. */
  static Function<Catalogue, Profile> named(Call call, String code) {
    BillImportProfileColumnMapping mapping =
        call.sql()
            .first(
                "SELECT p.mapping::text FROM bill_import_profile p WHERE p.tenant_id = :tenant AND lower(p.profile_code) = lower(:code)",
                Map.of("code", code),
                row -> Optional.ofNullable(mapping(row.textOrNull(1))))
            .orElseThrow(() ->
                Problem.invalid(
                    "profileCode", "there is no profile '%s'; see GET %s".formatted(code, ALL)))
            .orElseThrow(() ->
                Problem.invalid("profileCode", "the profile '%s' has no columns".formatted(code)));
    return catalogue -> profile(code, mapping, catalogue);
  }

  private static Profile profile(
      String code, BillImportProfileColumnMapping mapping, Catalogue catalogue) {
    Map<Field, Profile.Source> fields = new EnumMap<>(Field.class);
    put(fields, Field.ACCOUNT, mapping.accountCodeColumnIndex());
    put(fields, Field.BEGIN, mapping.startDateColumnIndex());
    put(fields, Field.END, mapping.endDateColumnIndex());
    put(fields, Field.VENDOR, mapping.vendorCodeColumnIndex());
    put(fields, Field.BILLING_PERIOD, mapping.billingPeriodColumnIndex());
    put(fields, Field.ACCOUNT_PERIOD, mapping.accountPeriodColumnIndex());
    put(fields, Field.STATEMENT_DATE, mapping.statementDateColumnIndex());
    put(fields, Field.DUE_DATE, mapping.dueDateColumnIndex());
    put(fields, Field.CONTROL_CODE, mapping.controlCodeColumnIndex());
    put(fields, Field.INVOICE_NUMBER, mapping.invoiceNumberColumnIndex());
    put(fields, Field.METER, mapping.meterCodeColumnIndex());
    put(fields, Field.COMMODITY, mapping.commodityColumnIndex());
    put(fields, Field.ACE, mapping.aceFlagColumnIndex());
    put(fields, Field.VPR, mapping.vprFlagColumnIndex());
    put(fields, Field.SERIAL_NUMBER, mapping.serialNumberColumnIndex());
    put(fields, Field.NOTE, mapping.billNoteColumnIndex());
    List<Profile.Line> lines = new ArrayList<>();
    for (BillImportProfileObservation each : observations(mapping)) {
      lines.add(
          line(
              each.caption(),
              each.observationTypeCode(),
              each.unitCode(),
              "#" + each.columnIndex(),
              catalogue));
    }
    if (mapping.serviceChargeColumnIndex() != null) {
      lines.add(
          line(
              "Service charge",
              SERVICE_CHARGE,
              DOLLARS,
              "#" + mapping.serviceChargeColumnIndex(),
              catalogue));
    }
    List<String> dates = DATES.getOrDefault(mapping.dateFormat(), List.of());
    return new Profile(
        code,
        Advanced.layout(dates),
        fields,
        lines,
        Optional.<Period>empty(),
        Profile.Repeats.MERGE,
        Set.of(),
        true);
  }

  /** A currency makes a cost of it. */
  static Profile.Line line(
      String caption, String type, String unit, String column, Catalogue catalogue) {
    boolean money =
        catalogue.unit(unit).filter(id -> catalogue.currencies().contains(id)).isPresent();
    return new Profile.Line(
        caption,
        type,
        money ? Optional.empty() : Optional.of(column),
        money ? Optional.empty() : Optional.of(new Profile.Source(Optional.empty(), unit)),
        money ? Optional.of(column) : Optional.empty(),
        money ? unit : DOLLARS,
        true);
  }

  private static void put(
      Map<Field, Profile.Source> fields, Field field, @Nullable Integer column) {
    if (column != null) {
      fields.put(field, new Profile.Source(Optional.of("#" + column), ""));
    }
  }
}
