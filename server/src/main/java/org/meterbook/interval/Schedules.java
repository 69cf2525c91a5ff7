package org.meterbook.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.Faults;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Range;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.Json;
import org.meterbook.ledger.People;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** When places are open, from Sunday to Saturday. */
final class Schedules {
  private static final String PATH = "/api/v202407/esaplace/{placeId}/schedule";
  private static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
  private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?";

  private static final Shape RESPONSE =
      People.stamps(
              Shape.of("ScheduleResponse", Tables.SCHEDULE)
                  .integer("scheduleId", "identifier of the schedule")
                  .text("scheduleInfo", "name")
                  .integer("placeId", "identifier of the place"))
          .field(
              "scheduleDays",
              FieldType.OBJECTS,
              "seven days from Sunday on: dayOfWeek {dayOfWeekNumber, dayOfWeekName}, beginTime and"
                  + " endTime as HH:MM:SS, null where closed, is24Hours, isClosed")
          .build();

  private Schedules() {}

  record ScheduleDayEdit(
      @Required @Range(min = 0, max = 6) @Meaning("0 Sunday to 6 Saturday") Integer dayOfWeekNumber,
      @Meaning("when it opens, as HH:MM or HH:MM:SS; null: closed") @Nullable String beginTime,
      @Meaning("when it closes, as HH:MM or HH:MM:SS; null: closed") @Nullable String endTime,
      @Meaning("open all day; then the times are not looked at") @Nullable Boolean is24Hours) {}

  record ScheduleEdit(
      @Required @Length(max = 50) @Meaning("name") String scheduleInfo,
      @Required @Meaning("the seven days of a week, each once, in any order")
          List<ScheduleDayEdit> scheduleDays) {}

  static void register(Operations operations) {
    operations
        .resource(RESPONSE)
        .listing(
            "GetEsaPlaceSchedulesV202407",
            PATH,
            "BuildingsAndOrganizations (View)",
            false,
            "$.place_id = :placeId",
            "Lists the opening hours of a place.")
        .write(
            "EditEsaPlaceScheduleV202407",
            "PUT",
            PATH,
            "BuildingsAndOrganizations (Edit)",
            ScheduleEdit.class,
            Schedules::replace,
            "Sets the opening hours of a place.");
  }

  private static List<Integer> replace(Call call, ScheduleEdit request) {
    int place = call.id("placeId");
    call.sql().lock(Tables.SCHEDULE, List.of(place));
    Values values =
        Values.none()
            .with("schedule_info", request.scheduleInfo())
            .with("schedule_days", days(request.scheduleDays()));
    List<Integer> ids =
        call.sql()
            .list(
                "SELECT s.schedule_id FROM schedule s WHERE s.tenant_id = :tenant AND s.place_id = :id ORDER BY s.schedule_id LIMIT 1",
                Map.of("id", place),
                row -> row.integer(1));
    if (ids.isEmpty()) {
      return List.of(call.sql().insert(Tables.SCHEDULE, values.with("place_id", place)));
    }
    call.sql().update(Tables.SCHEDULE, ids.getFirst(), values);
    return ids;
  }

  private static Sql.Json days(List<ScheduleDayEdit> given) {
    Faults faults = new Faults();
    @Nullable String[] days = new @Nullable String[DAYS.size()];
    for (int i = 0; i < given.size(); i++) {
      ScheduleDayEdit day = given.get(i);
      String at = "scheduleDays[%d].".formatted(i);
      int number = day.dayOfWeekNumber();
      faults.when(days[number] != null, at + "dayOfWeekNumber", "is there twice");
      check(day, at, faults);
      days[number] = text(day);
    }
    List<String> written = new ArrayList<>();
    for (int number = 0; number < days.length; number++) {
      faults.when(days[number] == null, "scheduleDays", DAYS.get(number) + " is missing");
      written.add(String.valueOf(days[number]));
    }
    faults.refuse();
    return new Sql.Json("[" + String.join(",", written) + "]");
  }

  private static void check(ScheduleDayEdit day, String at, Faults faults) {
    String begin = day.beginTime();
    String end = day.endTime();
    if (Boolean.TRUE.equals(day.is24Hours())) {
      return;
    }
    faults.when(
        begin != null && !begin.matches(TIME), at + "beginTime", "must be a time such as 08:00:00");
    faults.when(
        end != null && !end.matches(TIME), at + "endTime", "must be a time such as 18:00:00");
    faults.when((begin == null) != (end == null), at + "endTime", "comes with beginTime");
    faults.when(
        begin != null && end != null && whole(begin).compareTo(whole(end)) >= 0,
        at + "endTime",
        "must be after beginTime");
  }

  private static String whole(String time) {
    return time.length() == 5 ? time + ":00" : time;
  }

  private static String text(ScheduleDayEdit day) {
    boolean whole = Boolean.TRUE.equals(day.is24Hours());
    String begin = whole ? "00:00:00" : day.beginTime();
    String end = whole ? "23:59:59" : day.endTime();
    return "{\"dayOfWeek\":{\"dayOfWeekNumber\":%d,\"dayOfWeekName\":%s},\"beginTime\":%s,\"endTime\":%s,\"is24Hours\":%b,\"isClosed\":%b}"
        .formatted(
            day.dayOfWeekNumber(),
            Json.text(DAYS.get(day.dayOfWeekNumber())),
            begin == null ? "null" : Json.text(whole(begin)),
            end == null ? "null" : Json.text(whole(end)),
            whole,
            begin == null);
  }
}
