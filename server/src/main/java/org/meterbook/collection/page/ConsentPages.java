package org.meterbook.collection.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meterbook.api.Problem;
import org.meterbook.api.RateClass;
import org.meterbook.api.RateLimits;
import org.meterbook.collection.Consent;
import org.meterbook.collection.Inbox;
import org.meterbook.collection.Site;
import org.meterbook.collection.connector.Connectors;
import org.meterbook.http.Exchange;
import org.meterbook.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything under {@code /authorize/}: the only place where customers type credentials. Plain HTML
 * without scripts and without cookies, so that it works within other sites' frames.
 */
public final class ConsentPages {
  private static final Logger LOG = LoggerFactory.getLogger(ConsentPages.class);
  private static final String PREFIX = "/authorize";
  private static final String GET = "GET";
  private static final String POST = "POST";

  private final Desk desk;
  private final RateLimits limits;
  private final Consenting consenting;
  private final Visiting visiting;
  private final Receipts receipts;
  private final HandingOver handingOver;
  private final byte[] style = style();

  /**
   * The pages of a server.
   *
   * @param limits count what an address sends, in {@link RateClass#CONSENT}
   * @param key signs what passes through browsers; at least 32 bytes that nobody else knows
   */
  public ConsentPages(
      Database database,
      Connectors connectors,
      Consent consent,
      Site site,
      RateLimits limits,
      byte[] key) {
    this.desk = new Desk(database, connectors, consent, new Links(site), new Tokens(key));
    this.limits = limits;
    this.consenting = new Consenting(desk);
    this.visiting = new Visiting(desk, consenting);
    this.receipts = new Receipts(desk);
    this.handingOver = new HandingOver(desk, receipts, new Inbox(consent));
  }

  /** Does the path belong to these pages? */
  public static boolean owns(String path) {
    return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
  }

  /** Answers whatever these pages own, its mistakes included; false for anything else. */
  public boolean serve(Exchange exchange) {
    if (!owns(exchange.path())) {
      return false;
    }
    Map<String, String> headers = headers();
    Optional<Portal> portal = Optional.empty();
    Answer answer;
    try {
      count(exchange);
      List<String> path = path(exchange);
      if (path.equals(List.of("style.css"))) {
        sendStyle(exchange, headers);
        return true;
      }
      portal = Portal.find(desk.database(), path.getFirst().toLowerCase(Locale.ROOT));
      answer = answer(exchange, portal.orElseThrow(Refused::unknown), path);
    } catch (Refused refused) {
      answer = refusal(portal, refused);
    } catch (Problem problem) {
      headers.putAll(problem.headers());
      answer =
          refusal(
              portal,
              new Refused(problem.code().status(), "Please wait a moment", problem.detail()));
    } catch (RuntimeException | StackOverflowError e) {
      // Without the path, in which a receipt may be.
      String id = UUID.randomUUID().toString();
      LOG.error("A consent page failed, reference {}", id, e);
      String text = "This is our fault. Please try again; if it stays so, quote %s.".formatted(id);
      answer = refusal(portal, new Refused(500, "Something went wrong", text));
    }
    send(exchange, headers, portal, answer);
    return true;
  }

  private void count(Exchange exchange) {
    if (exchange.method().equals(POST)) {
      limits.count(exchange.remoteAddress(), RateClass.CONSENT);
    }
  }

  /** The segments after the prefix; a slash at the end does no harm. */
  private static List<String> path(Exchange exchange) {
    String rest = exchange.path().substring(PREFIX.length()).replaceFirst("/$", "");
    List<String> segments = new ArrayList<>(List.of(rest.split("/", -1)));
    segments.removeFirst();
    if (segments.isEmpty()) {
      throw Refused.unknown();
    }
    return segments;
  }

  private Answer answer(Exchange exchange, Portal portal, List<String> path) {
    Fields query = Fields.query(exchange);
    return switch (page(path)) {
      case "" ->
          either(
              exchange,
              () -> consenting.open(portal, query),
              body -> consenting.submit(portal, query, body));
      case "wait" -> get(exchange, () -> visiting.await(portal, query));
      case "again" -> get(exchange, () -> visiting.again(portal, query));
      case "finish" -> get(exchange, () -> visiting.finish(portal, query));
      case "code" -> post(exchange, body -> visiting.code(portal, body));
      case "receipt/*" -> get(exchange, () -> receipts.show(portal, path.get(2)));
      case "receipt/*/revoke" ->
          either(
              exchange,
              () -> receipts.confirm(portal, path.get(2)),
              body -> receipts.revoke(portal, path.get(2), body));
      case "receipt/*/upload" ->
          byMethod(
              exchange,
              () -> handingOver.show(portal, path.get(2), query),
              () -> handingOver.take(portal, path.get(2), exchange));
      default -> throw Refused.unknown();
    };
  }

  /** The path after the portal, with a star for a receipt's code. */
  private static String page(List<String> path) {
    List<String> rest = new ArrayList<>(path.subList(1, path.size()));
    if (rest.size() > 1) {
      rest.set(1, "*");
    }
    return String.join("/", rest);
  }

  private static Answer get(Exchange exchange, Supplier<Answer> page) {
    return either(exchange, page, _ -> new Answer.Redirect(exchange.path()));
  }

  private static Answer post(Exchange exchange, Function<Fields, Answer> action) {
    return either(
        exchange,
        () -> {
          throw Refused.unknown();
        },
        action);
  }

  private static Answer either(
      Exchange exchange, Supplier<Answer> page, Function<Fields, Answer> action) {
    return byMethod(exchange, page, () -> action.apply(Fields.body(exchange)));
  }

  private static Answer byMethod(
      Exchange exchange, Supplier<Answer> page, Supplier<Answer> action) {
    return switch (exchange.method()) {
      case GET, "HEAD" -> page.get();
      case POST -> {
        requireOwnForm(exchange);
        yield action.get();
      }
      default ->
          throw new Refused(405, "This request is not valid", "A page takes GET and POST only.");
    };
  }

  /** Browsers say whose page a form was on; those that do not are stopped by the signed token. */
  private static void requireOwnForm(Exchange exchange) {
    String site = exchange.header("Sec-Fetch-Site").orElse("same-origin");
    if (!site.equals("same-origin") && !site.equals("none")) {
      throw new Refused(
          403, "This request is not valid", "The form was sent from another site's page.");
    }
  }

  private Answer refusal(Optional<Portal> portal, Refused refused) {
    Frame frame =
        portal
            .map(found -> desk.frame(found, refused.title()))
            .orElseGet(() ->
                new Frame(refused.title(), "", Optional.empty(), "", desk.links().style(), false));
    return Answer.page(refused.status(), "refused", Map.of("frame", frame, "text", refused.text()));
  }

  private static void send(
      Exchange exchange, Map<String, String> headers, Optional<Portal> portal, Answer answer) {
    // Chromium applies form-action to where a form's answer redirects, too.
    String targets = portal.map(found -> " " + String.join(" ", found.origins())).orElse("");
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self' https: data:; form-action 'self'%s; base-uri 'none'; frame-ancestors *"
            .formatted(targets.stripTrailing()));
    switch (answer) {
      case Answer.Page page -> {
        if (page.status() == 405) {
          headers.put("Allow", "GET, HEAD, POST");
        }
        headers.put("Content-Type", "text/html; charset=utf-8");
        exchange.respond(page.status(), headers, page.html().getBytes(StandardCharsets.UTF_8));
      }
      case Answer.Redirect redirect -> {
        headers.put("Location", redirect.location());
        exchange.respond(303, headers, new byte[0]);
      }
    }
  }

  private void sendStyle(Exchange exchange, Map<String, String> headers) {
    headers.put("Content-Type", "text/css; charset=utf-8");
    headers.put("Cache-Control", "max-age=300");
    exchange.respond(200, headers, style);
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Robots-Tag", "noindex");
    return headers;
  }

  private static byte[] style() {
    try (InputStream in = ConsentPages.class.getResourceAsStream("style.css")) {
      return Objects.requireNonNull(in, "not on the class path: style.css").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
