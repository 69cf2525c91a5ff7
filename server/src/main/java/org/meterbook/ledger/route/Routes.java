package org.meterbook.ledger.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Problem;
import org.meterbook.api.Rules.Length;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Rules.Refers;
import org.meterbook.api.Rules.Required;
import org.meterbook.api.Shape;
import org.meterbook.ledger.MadeCodes;
import org.meterbook.ledger.catalogue.ObservationTypes;
import org.meterbook.ledger.meter.MeterShapes;
import org.meterbook.ledger.place.PlaceShapes;
import org.meterbook.store.Table;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** The rounds on which meters are read, each meter on one at most. */
public final class Routes {
  private static final int LONGEST_CODE = 16;
  private static final MadeCodes CODES = new MadeCodes(Tables.ROUTE, "route_code", LONGEST_CODE);

  private static final Shape METER =
      Shape.of("MeterChildIncludePlaceAndSerialNumber", Tables.METER)
          .like(MeterShapes.CHILD)
          .one("parentPlace", PlaceShapes.CHILD, "$.place_id", "where it is")
          .build();

  private static final Shape LATEST =
      Shape.of("ReadingChildBase", Table.of("latest_reading").key("channel_id"))
          .field("observationId", FieldType.LONG, "$.reading_id", "identifier of the reading")
          .field("time", FieldType.DATE_TIME, "$.local_time", "its time, in the meter's zone")
          .field(
              "value",
              FieldType.NUMBER,
              "$.processed_value",
              "with multiplier or difference applied; null where it cannot be told")
          .bool("estimated", "is an estimate")
          .text("note", "note")
          .build();

  private static final Shape CHANNEL =
      Shape.of("ChannelLatestReading", Tables.CHANNEL)
          .integer("channelId", "identifier of the channel")
          .field(
              "interval",
              FieldType.INTEGER,
              "($.interval_minutes * 60)",
              "length of an interval in seconds")
          .one(
              "observationType", ObservationTypes.BASE, "$.observation_type_id", "what is observed")
          .one("lastReading", LATEST, "$.channel_id", "its latest reading; null without any")
          .build();

  private static final Shape METER_WITH_READINGS =
      Shape.of("MeterChildIncludePlaceChannelLatestReading", Tables.METER)
          .like(METER)
          .many("channels", CHANNEL, "meter_id", "", "$.channel_id", "its channels")
          .build();

  private static final Shape RESPONSE =
      counted(Shape.of("RouteResponse", Tables.ROUTE).like(RouteShapes.CHILD)).build();

  private static final Shape DETAILS =
      counted(Shape.of("RouteDetailsResponse", Tables.ROUTE).like(RouteShapes.CHILD))
          .many("meters", METER, "route_id", "", "$.route_order, $.meter_id", "in their order")
          .build();

  private static final Shape WITH_READINGS =
      Shape.of("RouteMeterChannelLatestReadingResponse", Tables.ROUTE)
          .like(RouteShapes.CHILD)
          .many(
              "meters",
              METER_WITH_READINGS,
              "route_id",
              "",
              "$.route_order, $.meter_id",
              "in their order")
          .build();

  private static final String WITH_CHANNEL =
      "EXISTS (SELECT 1 FROM meter m JOIN channel c ON c.tenant_id = m.tenant_id AND c.meter_id = m.meter_id"
          + " JOIN observation_type o ON o.observation_type_id = c.observation_type_id"
          + " WHERE m.tenant_id = $.tenant_id AND m.route_id = $.route_id [meter m] AND {%s})";

  private Routes() {}

  record RouteRequest(
      @Required @Length(max = 32) @Meaning("unique name") String routeInfo,
      @Length(max = LONGEST_CODE) @Meaning("has no effect: the code is made of the name")
          @Nullable String routeCode,
      @Required
          @Refers("meter")
          @Meaning(
              "the meters in the order in which they are read; those on another route leave it")
          List<Integer> meterIds) {}

  record RouteMeter(
      @Required @Refers("meter") @Meaning("the meter; it leaves the route it is on")
          Integer meterId,
      @Meaning("its place on the route, from 1; null: the last one")
          @Nullable Integer displayOrder) {}

  private static Shape.Builder counted(Shape.Builder shape) {
    return shape.field(
        "numberOfMeters",
        FieldType.INTEGER,
        "(SELECT count(*)::int FROM meter rm WHERE rm.tenant_id = $.tenant_id AND rm.route_id = $.route_id [meter rm])",
        "how many meters are on it");
  }

  public static void register(Operations operations) {
    operations.variable("/route/{id}", "id", Tables.ROUTE);
    operations
        .resource(WITH_READINGS)
        .filters("routeId", "routeCode", "routeInfo")
        .filter("meterId", "meters.meterId")
        .filter("meterCode", "meters.meterCode")
        .filter(
            "channelId",
            FieldType.INTEGER,
            WITH_CHANNEL.formatted("c.channel_id"),
            "a meter on it has this channel")
        .filter(
            "interval",
            FieldType.INTEGER,
            WITH_CHANNEL.formatted("c.interval_minutes * 60"),
            "a meter on it has a channel with this interval, in seconds")
        .filter(
            "observationTypeCode",
            FieldType.TEXT,
            WITH_CHANNEL.formatted("o.observation_type_code"),
            "a meter on it has a channel that observes this")
        .list(
            "GetRoutesWithMetersChannelsLatestReadingV3",
            "/api/v3/route/meter/channel/latestReading",
            "Meters (View)",
            "Lists routes with the latest reading of each channel.");
    operations
        .resource(DETAILS)
        .one(
            "GetRouteDetailsV3",
            "/api/v3/route/{id}/details",
            "Meters (View)",
            "Answers a route with its meters.");
    operations
        .resource(RESPONSE)
        .filters("routeId", "routeCode", "routeInfo")
        .list("GetRoutesV3", "/api/v3/route", "Meters (View)", "Lists routes.")
        .one("GetRouteV3", "/api/v3/route/{id}", "Meters (View)", "Answers one route.")
        .create(
            "CreateRouteV3",
            "/api/v3/route",
            "Meters (Create)",
            RouteRequest.class,
            Routes::create,
            "Creates a route.")
        .edit(
            "EditRouteV3",
            "/api/v3/route/{id}",
            "Meters (Edit)",
            RouteRequest.class,
            Routes::edit,
            "Replaces a route and the meters on it.")
        .delete(
            "DeleteRouteV3",
            "/api/v3/route/{id}",
            "Meters (Delete)",
            Routes::delete,
            "Deletes a route; its meters stay.")
        .write(
            "AddMeterV3",
            "POST",
            "/api/v3/route/{routeId}/meter",
            "Meters (Edit)",
            RouteMeter.class,
            Routes::add,
            "Puts a meter on a route, or elsewhere on it.")
        .delete(
            "RemoveMeterV3",
            "/api/v3/route/{routeId}/meter/{meterId}",
            "Meters (Edit)",
            Routes::remove,
            "Takes a meter off a route.");
  }

  private static int create(Call call, RouteRequest request) {
    int id =
        call.sql()
            .insert(
                Tables.ROUTE,
                Values.none()
                    .with("route_info", request.routeInfo())
                    .with("route_code", CODES.of(call.sql(), request.routeInfo(), 0)));
    arrange(call, id, request.meterIds());
    return id;
  }

  private static void edit(Call call, RouteRequest request) {
    int id = call.id("id");
    call.sql()
        .update(
            Tables.ROUTE,
            id,
            Values.none()
                .with("route_info", request.routeInfo())
                .with("route_code", CODES.of(call.sql(), request.routeInfo(), id)));
    Set<Integer> order = new LinkedHashSet<>(request.meterIds());
    // Whoever may not see a meter cannot mean to take it off: it goes to the end.
    order.addAll(meters(call, id, true));
    arrange(call, id, order);
  }

  private static void delete(Call call) {
    int id = call.id("id");
    arrange(call, id, List.of());
    call.sql().delete(Tables.ROUTE, id);
  }

  private static List<Integer> add(Call call, RouteMeter request) {
    int id = call.id("routeId");
    List<Integer> order = new ArrayList<>(meters(call, id, false));
    order.remove(request.meterId());
    Integer place = request.displayOrder();
    order.add(
        place == null ? order.size() : Math.clamp(place - 1L, 0, order.size()), request.meterId());
    arrange(call, id, order);
    return List.of(id);
  }

  private static void remove(Call call) {
    int id = call.id("routeId");
    List<Integer> order = new ArrayList<>(meters(call, id, false));
    if (!order.remove((Integer) call.id("meterId"))) {
      throw Problem.notFound("Meter %d is not on the route.".formatted(call.id("meterId")));
    }
    arrange(call, id, order);
  }

  /** The meters of a route in their order, or only those that the caller does not see. */
  private static List<Integer> meters(Call call, int route, boolean hidden) {
    String text =
        "SELECT m.meter_id FROM meter m WHERE m.tenant_id = :tenant AND m.route_id = :route%s ORDER BY m.route_order, m.meter_id";
    Map<String, Integer> parameters = Map.of("route", route);
    List<Integer> all = call.sql().list(text.formatted(""), parameters, row -> row.integer(1));
    if (!hidden) {
      return all;
    }
    List<Integer> rest = new ArrayList<>(all);
    rest.removeAll(
        call.sql()
            .list(
                text.formatted(call.within(Tables.METER, "m")), parameters, row -> row.integer(1)));
    return rest;
  }

  /** Puts exactly these meters on the route, in this order. */
  private static void arrange(Call call, int route, java.util.Collection<Integer> meters) {
    call.sql().lock(Tables.ROUTE, List.of(route));
    List<Integer> order = List.copyOf(new LinkedHashSet<>(meters));
    List<Integer> before = meters(call, route, false);
    for (Integer meter : before) {
      if (!order.contains(meter)) {
        place(call, meter, null, null);
      }
    }
    for (int i = 0; i < order.size(); i++) {
      if (i >= before.size()
          || !order.get(i).equals(before.get(i))
          || before.size() != order.size()) {
        place(call, order.get(i), route, i + 1);
      }
    }
  }

  private static void place(
      Call call, int meter, @Nullable Integer route, @Nullable Integer order) {
    call.sql()
        .update(
            Tables.METER, meter, Values.none().with("route_id", route).with("route_order", order));
  }
}
