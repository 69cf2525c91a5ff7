package org.meterbook.app;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.meterbook.api.Engine;
import org.meterbook.http.Exchange;

/**
 * Pages that are made when the first one is asked for: the API's description costs more than the
 * rest of a start.
 */
final class LazyPages implements Engine.Pages {
  private final Supplier<Engine.Pages> maker;
  private volatile Optional<Engine.Pages> made = Optional.empty();

  LazyPages(Supplier<Engine.Pages> maker) {
    this.maker = maker;
  }

  @Override
  public boolean serve(Exchange exchange, Map<String, String> headers) {
    return !exchange.path().regionMatches(true, 0, "/api/", 0, 5)
        && pages().serve(exchange, headers);
  }

  private Engine.Pages pages() {
    Optional<Engine.Pages> pages = made;
    if (pages.isPresent()) {
      return pages.get();
    }
    synchronized (this) {
      if (made.isEmpty()) {
        made = Optional.of(maker.get());
      }
      return made.get();
    }
  }
}
