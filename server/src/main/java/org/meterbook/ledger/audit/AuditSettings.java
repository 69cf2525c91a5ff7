package org.meterbook.ledger.audit;

import java.lang.reflect.RecordComponent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.Operations;
import org.meterbook.energy.audit.Audit;
import org.meterbook.energy.audit.Parameter;
import org.meterbook.energy.audit.Parameters;
import org.meterbook.energy.audit.Setting;
import org.meterbook.energy.audit.Severity;
import org.meterbook.energy.audit.Status;
import org.meterbook.ledger.audit.AuditAnswers.AuditSettingsResponse;
import org.meterbook.ledger.audit.AuditAnswers.UserChild;
import org.meterbook.ledger.audit.AuditRequests.AuditSettingRequest;
import org.meterbook.ledger.audit.AuditRequests.AuditSettingsRequest;
import org.meterbook.store.Catalogues;
import org.meterbook.store.Sql;

/** How the audits of a datasource are run. */
final class AuditSettings {
  private static final String PATH = "/api/v202104/audit";
  private static final String MANAGE = "BillWorkflowSettings (Manage)";
  private static final int LONGEST_DESCRIPTION = 31;

  /** What audits look for, by code. */
  static final Map<String, String> DESCRIPTIONS =
      Catalogues.read("flag_issue_type").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  line -> line.getOrDefault("flag_issue_type_code", ""),
                  line -> line.getOrDefault("flag_issue_type_description", "")));

  private static final Map<String, Audit> BY_CODE =
      Stream.of(Audit.values()).collect(Collectors.toUnmodifiableMap(Audit::code, each -> each));

  private AuditSettings() {}

  static void register(Operations operations) {
    operations
        .compute(
            "GetAuditSettingsV202104",
            "GET",
            PATH,
            "BillsAndBatches (View)",
            AuditSettingsResponse.class,
            false,
            (call, _) -> answer(call.sql()),
            "Answers how bills are audited.")
        .compute(
            "UpdateAuditSettingsV202104",
            "PUT",
            PATH,
            MANAGE,
            AuditSettingsRequest.class,
            AuditSettingsResponse.class,
            AuditSettings::update,
            "Replaces how bills are audited.")
        .deprecated("v202508", "UpdateAuditSettings")
        .compute(
            "UpdateAuditSettingsV202508",
            "PUT",
            "/api/v202508/audit",
            MANAGE,
            AuditSettingsRequest.class,
            AuditSettingsResponse.class,
            AuditSettings::update,
            "Replaces how bills are audited.");
  }

  /** The audit of a code. */
  static @Nullable Audit audit(String code) {
    return BY_CODE.get(code);
  }

  // Answer
  // --------------------------------------------------------------------------------------------------------------------

  private static Map<String, Object> answer(Sql sql) {
    Map<Audit, AuditRun> runs = AuditStore.read(sql);
    Set<Integer> ids = new HashSet<>();
    runs.values().forEach(run -> ids.addAll(run.assignees()));
    Map<Integer, UserChild> users = users(sql, ids);
    Map<String, Object> answer = new LinkedHashMap<>();
    for (RecordComponent component : AuditSettingsResponse.class.getRecordComponents()) {
      Audit audit = Objects.requireNonNull(audit(component.getName()));
      answer.put(audit.code(), answer(audit, Objects.requireNonNull(runs.get(audit)), users));
    }
    return answer;
  }

  private static Map<String, @Nullable Object> answer(
      Audit audit, AuditRun run, Map<Integer, UserChild> users) {
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put(AuditStore.STATUS, run.setting().status().wireName());
    one.put("settingCode", audit.code());
    one.put("settingDescription", DESCRIPTIONS.getOrDefault(audit.code(), ""));
    one.put(AuditStore.MINIMUM_COST, run.setting().minimumCost());
    one.put(
        AuditStore.ASSIGNEES,
        run.assignees().stream().filter(users::containsKey).sorted().map(users::get).toList());
    Parameters told = run.setting().parameters();
    for (Parameter parameter : audit.parameters().stream().sorted().toList()) {
      Object value =
          parameter == Parameter.SENSITIVITY
              ? told.sensitivity().wireName().toLowerCase(Locale.ROOT)
              : parameter.isTexts() ? texts(told, parameter) : told.numbers().get(parameter);
      one.put(parameter.wireName(), value);
    }
    return one;
  }

  /** Null rather than an empty list, which could not be sent back. */
  private static @Nullable List<String> texts(Parameters told, Parameter parameter) {
    List<String> texts = told.texts().getOrDefault(parameter, List.of());
    return texts.isEmpty() ? null : texts;
  }

  private static Map<Integer, UserChild> users(Sql sql, Set<Integer> ids) {
    Map<Integer, UserChild> users = new HashMap<>();
    sql.list(
        "SELECT u.user_id, u.user_code, u.full_name FROM app_user u WHERE u.tenant_id = :tenant AND u.user_id = ANY(:ids::int[])",
        Map.of("ids", List.copyOf(ids)),
        row -> users.put(row.integer(1), new UserChild(row.integer(1), row.text(2), row.text(3))));
    return users;
  }

  // Request
  // -------------------------------------------------------------------------------------------------------------------

  private static Map<String, Object> update(Call call, AuditSettingsRequest request) {
    Map<Audit, AuditRun> runs = new EnumMap<>(AuditStore.read(call.sql()));
    Faults faults = new Faults();
    Set<String> types =
        Set.copyOf(
            call.sql()
                .list(
                    "SELECT upper(t.observation_type_code) FROM observation_type t",
                    Map.of(),
                    row -> row.text(1)));
    for (RecordComponent component : AuditSettingsRequest.class.getRecordComponents()) {
      Object sent = value(component, request);
      if (sent instanceof Record record) {
        Audit audit = Objects.requireNonNull(audit(component.getName()));
        Map<String, @Nullable Object> told = properties(record);
        check(audit, told, types, faults);
        runs.compute(audit, (_, before) -> run(audit, told, Objects.requireNonNull(before)));
      }
    }
    faults.refuse();
    AuditStore.write(call.sql(), runs);
    return answer(call.sql());
  }

  private static Map<String, @Nullable Object> properties(Record sent) {
    Map<String, @Nullable Object> properties = new HashMap<>();
    for (RecordComponent component : sent.getClass().getRecordComponents()) {
      Object value = value(component, sent);
      if (value instanceof AuditSettingRequest common) {
        properties.putAll(properties(common));
      } else {
        properties.put(component.getName(), value);
      }
    }
    return properties;
  }

  private static @Nullable Object value(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static void check(
      Audit audit, Map<String, @Nullable Object> told, Set<String> types, Faults faults) {
    for (String number :
        List.of(AuditStore.MINIMUM_COST, Parameter.PERCENT_LENGTH_VARIANCE.wireName())) {
      faults.when(
          told.get(number) instanceof Integer value && value < 0,
          audit.code() + "." + number,
          "must be 0 or more");
    }
    if (told.get(Parameter.LINE_ITEM_DESCRIPTIONS.wireName()) instanceof List<?> texts) {
      faults.when(
          texts.stream()
              .map(String::valueOf)
              .anyMatch(text -> text.isBlank() || text.length() > LONGEST_DESCRIPTION),
          audit.code() + ".lineItemDescriptions",
          "each must have 1 to " + LONGEST_DESCRIPTION + " characters");
    }
    if (told.get(Parameter.LINE_ITEM_TYPES.wireName()) instanceof List<?> codes) {
      codes.stream()
          .map(String::valueOf)
          .filter(code -> !types.contains(code.toUpperCase(Locale.ROOT)))
          .forEach(code ->
              faults.when(
                  true,
                  audit.code() + ".lineItemTypes",
                  "there is no observation type '" + code + "'"));
    }
  }

  /** What is not told is as usual, but the status stays. */
  private static AuditRun run(Audit audit, Map<String, @Nullable Object> told, AuditRun before) {
    Parameters parameters = audit.usual().parameters();
    for (Parameter parameter : audit.parameters()) {
      Object value = told.get(parameter.wireName());
      parameters =
          switch (value) {
            case Integer number -> parameters.with(parameter, number);
            case List<?> texts ->
                parameters.with(parameter, texts.stream().map(String::valueOf).toList());
            case String severity -> parameters.with(Severity.of(severity));
            case null, default -> parameters;
          };
    }
    Status status =
        told.get(AuditStore.STATUS) instanceof String sent
            ? Status.of(sent)
            : before.setting().status();
    int minimum = told.get(AuditStore.MINIMUM_COST) instanceof Integer cost ? cost : 0;
    Set<Integer> assignees =
        told.get(AuditStore.ASSIGNEES) instanceof List<?> users
            ? users.stream()
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .collect(Collectors.toSet())
            : Set.of();
    return new AuditRun(new Setting(status, minimum, parameters), assignees);
  }
}
