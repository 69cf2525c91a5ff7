package org.meterbook.ledger.catalogue;

import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Shape;
import org.meterbook.ledger.weather.WeatherStations;
import org.meterbook.store.Tables;

/** Small things that clients look up: tags, postal codes, bills that have changed. */
public final class LookUps {
  private static final Shape TAG =
      Shape.of("TagResponse", Tables.TAG_TYPE)
          .integer("tagTypeId", "identifier of the kind of tag")
          .text("tagTypeInfo", "name of the kind of tag")
          .field("values", FieldType.TEXTS, "'{}'::text[]", "tags that are given; there are none")
          .build();

  private static final Shape STATION =
      Shape.of("PostalCodeResponseWeatherStation", Tables.WEATHER_STATION)
          .integer("weatherStationId", "identifier of the station")
          .absent("webStationId", FieldType.INTEGER, "identifier of the station's source")
          .field("weatherStationCode", FieldType.TEXT, "$.station_code", "code of the station")
          .absent("city", FieldType.TEXT, "city of the station")
          .absent("state", FieldType.TEXT, "state of the station")
          .absent("country", FieldType.TEXT, "country of the station")
          .build();

  private static final Shape POSTAL_CODE =
      Shape.of("PostalCodeResponse", Tables.PLACE)
          .text("postalCode", "postal code")
          .text("city", "city")
          .text("state", "state")
          .text("country", "country")
          .one("weatherStation", STATION, WeatherStations.NAMED, "weather station of a place there")
          .build();

  private static final Shape ACTIVITY =
      Shape.of("Activity", Tables.BILL)
          .field("id", FieldType.INTEGER, "$.bill_id", "identifier of the bill")
          .field(
              "reason",
              FieldType.TEXT,
              "CASE WHEN $.created_date = $.modified_date THEN 'Created' ELSE 'Modified' END",
              "Created, or Modified after that")
          .build();

  private LookUps() {}

  public static void register(Operations operations) {
    operations
        .resource(TAG)
        .filters("tagTypeId")
        .filter("tagCategory", FieldType.TEXT, "{$.tag_category}", "what is tagged: report")
        .list("GetTagsV3", "/api/v3/tag", "", "Lists kinds of tags.");
    operations
        .named("postalCode", Tables.PLACE, "postal_code")
        .resource(POSTAL_CODE)
        .one(
            "GetPostalCodeV3",
            "/api/v3/postalcode/{postalCode}",
            "",
            "Answers where a postal code is, if a place of the datasource has it.");
    operations
        .resource(ACTIVITY)
        .listing(
            "GetBillActivityV3",
            "/api/v3/activity/bill",
            "BillsAndBatches (View)",
            false,
            "$.modified_date >= coalesce(:date::timestamptz, :now - interval '1 day')",
            "Lists bills that were created or changed since a moment.")
        .parameter("date", FieldType.MOMENT, "since when; default 24 hours ago");
  }
}
