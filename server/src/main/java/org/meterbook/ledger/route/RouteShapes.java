package org.meterbook.ledger.route;

import org.meterbook.api.Shape;
import org.meterbook.store.Tables;

/** A route as other things name one. */
public final class RouteShapes {
  public static final Shape CHILD =
      Shape.of("RouteChild", Tables.ROUTE)
          .integer("routeId", "identifier of the route")
          .text("routeInfo", "name of the route")
          .text("routeCode", "code, made of the name")
          .build();

  private RouteShapes() {}
}
