package org.meterbook.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterbook.api.Engine;
import org.meterbook.http.Exchange;

/**
 * The pages beside the API: what this server is, the API's description with a page that shows it,
 * and a sign of life. A path is looked up in a fixed list, never in a file system, and a page loads
 * nothing from anywhere else.
 */
public final class SitePages implements Engine.Pages {
  private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

  private static final String TIGHT =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Swagger UI sets styles on elements and carries its icons as data. */
  private static final String SWAGGER_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Map<String, StaticPage> pages = new HashMap<>();

  /**
   * Reads all pages.
   *
   * @param openApi the ledger API's description, as JSON
   * @param collection the collection API's
   */
  public SitePages(byte[] openApi, byte[] collection) {
    add("/", "text/html; charset=utf-8", TIGHT, own("index.html"));
    add("/openapi.json", "application/json", TIGHT, openApi);
    add("/collection.json", "application/json", TIGHT, collection);
    add("/docs/collection", "text/html; charset=utf-8", SWAGGER_POLICY, own("docs.html"));
    add("/docs", "text/html; charset=utf-8", SWAGGER_POLICY, own("docs.html"));
    add("/docs/docs.css", "text/css; charset=utf-8", TIGHT, own("docs.css"));
    add("/docs/docs.js", "text/javascript; charset=utf-8", TIGHT, own("docs.js"));
    add("/docs/swagger-ui.css", "text/css; charset=utf-8", TIGHT, swagger("swagger-ui.css"));
    add(
        "/docs/swagger-ui-bundle.js",
        "text/javascript; charset=utf-8",
        TIGHT,
        swagger("swagger-ui-bundle.js"));
    add("/docs/favicon-32x32.png", "image/png", TIGHT, swagger("favicon-32x32.png"));
  }

  private void add(String path, String type, String policy, byte[] body) {
    pages.put(path, new StaticPage(type, policy, body));
  }

  private static byte[] own(String name) {
    return read("/org/meterbook/app/" + name);
  }

  private static byte[] swagger(String name) {
    return read(SWAGGER + name);
  }

  private static byte[] read(String resource) {
    try (InputStream in = SitePages.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, () -> "not on the class path: " + resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean serve(Exchange exchange, Map<String, String> headers) {
    String path = exchange.path();
    if (path.equals("/health")) {
      headers.put("Content-Type", "text/plain; charset=utf-8");
      headers.put("Cache-Control", "no-store");
      exchange.respond(200, headers, "ok".getBytes(StandardCharsets.UTF_8));
      return true;
    }
    Optional<StaticPage> page =
        Optional.ofNullable(pages.get(path.equals("/docs/") ? "/docs" : path));
    page.ifPresent(found -> found.respond(exchange, headers));
    return page.isPresent();
  }
}
