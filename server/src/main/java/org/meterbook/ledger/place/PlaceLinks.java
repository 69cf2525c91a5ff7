package org.meterbook.ledger.place;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Defined;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.api.Shape;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** What a place is linked to elsewhere. */
final class PlaceLinks {
  static final Shape SITE =
      Shape.of("WatticsSite", Tables.PLACE)
          .integer("watticsSiteId", "identifier of the site")
          .build();

  private PlaceLinks() {}

  record WatticsSiteRequest(
      @Defined @Meaning("the site; null removes the link") @Nullable Integer watticsSiteId) {}

  static void register(Operations operations) {
    operations
        .resource(SITE)
        .write(
            "EditWatticsSiteLinkV202302",
            "PUT",
            "/api/v202302/place/{placeId}/watticsSite",
            "BuildingsAndOrganizations (Edit)",
            WatticsSiteRequest.class,
            (call, request) -> {
              int id = call.id("placeId");
              call.sql().update(Tables.PLACE, id, Values.from(request));
              return Optional.ofNullable(request.watticsSiteId())
                  .map(_ -> List.of(id))
                  .orElse(List.of());
            },
            "Links a place to a site of interval analytics; 204 after the link was removed.");
  }
}
