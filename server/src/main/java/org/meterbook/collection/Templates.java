package org.meterbook.collection;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterbook.api.Call;
import org.meterbook.api.FieldType;
import org.meterbook.api.Operations;
import org.meterbook.api.Rules.Meaning;
import org.meterbook.store.Row;
import org.meterbook.store.Sql;
import org.meterbook.store.Tables;
import org.meterbook.store.Values;

/** Templates: the portals at which customers authorize. Made by the command line. */
public final class Templates {
  private static final String PATH = "/templates";

  private static final String SELECT =
      """
      SELECT t.collection_template_id, t.created, t.updated, coalesce(u.email, u.user_code), t.user_id, t.disabled, t.portal, t.redirect_uris,
        t.company_logo, t.company_name, t.company_email
      FROM collection_template t JOIN app_user u ON u.tenant_id = t.tenant_id AND u.user_id = t.user_id WHERE t.tenant_id = :tenant
      """;

  private final Site site;

  Templates(Site site) {
    this.site = site;
  }

  record Template(
      @Meaning("identifier") String uid,
      @Meaning("when it was made") String created,
      @Meaning("when it was last changed") String updated,
      @Meaning("who made it") String user_email,
      @Meaning("who made it") String user_uid,
      @Meaning("cannot be opened or submitted") boolean disabled,
      @Meaning("the last part of base_url") String portal,
      @Meaning("the consent page without a form") String base_url,
      @Meaning("where the browser may be sent back to; the first is the default")
          List<String> redirect_uris,
      @Meaning("picture on the page") @Nullable String company_logo,
      @Meaning("who asks") String company_name,
      @Meaning("whom to ask") String company_email) {}

  record TemplateListing(
      List<Template> templates, @Meaning("the rest of the list") @Nullable String next) {}

  void register(Operations operations) {
    operations
        .compute(
            "GetTemplates",
            "GET",
            "/api/v2" + PATH,
            "",
            TemplateListing.class,
            false,
            (call, _) -> list(call),
            "Lists templates, newest first.")
        .parameter("uids", FieldType.TEXT, "only these UIDs, separated by commas")
        .parameter("disabled", FieldType.BOOLEAN, "only disabled ones, or only others")
        .parameter("after", FieldType.TEXT, "what follows this UID");
    operations.compute(
        "GetTemplate",
        "GET",
        "/api/v2" + PATH + "/{uid}",
        "",
        Template.class,
        false,
        (call, _) -> one(call),
        "Answers one template.");
  }

  private TemplateListing list(Call call) {
    var chosen =
        new Selection(call)
            .uids("uids", "t.collection_template_id")
            .flag("disabled", "t.disabled")
            .newest(SELECT, Tables.COLLECTION_TEMPLATE, "created", this::template);
    return new TemplateListing(chosen.items(), site.next(call, PATH, chosen, Template::uid));
  }

  private Template one(Call call) {
    return call.sql()
        .first(
            SELECT + " AND t.collection_template_id = :id",
            Map.of("id", call.id("uid")),
            this::template)
        .orElseThrow();
  }

  private Template template(Row row) {
    return new Template(
        String.valueOf(row.integer(1)),
        Stamp.utc(row.instant(2)),
        Stamp.utc(row.instant(3)),
        row.text(4),
        String.valueOf(row.integer(5)),
        row.bool(6),
        row.text(7),
        site.portal(row.text(7)),
        row.texts(8),
        row.textOrNull(9),
        row.text(10),
        row.text(11));
  }

  /**
   * What a portal is made of.
   *
   * @param portal the last part of its address: lower-case letters, digits, _ and -; unique on the
   *     server
   * @param redirects where browsers may be sent back to
   */
  public record Portal(
      String portal,
      String companyName,
      String companyEmail,
      Optional<String> logo,
      List<String> redirects) {}

  /**
   * Makes a template; answers its id.
   *
   * @throws IllegalArgumentException the portal is taken or no part of an address, or an address is
   *     none
   */
  public static int create(Sql sql, int user, Portal portal) {
    if (!portal.portal().matches("[a-z0-9][a-z0-9_-]{1,59}")) {
      throw new IllegalArgumentException(
          "A portal is 2 to 60 of a-z, 0-9, _ and -, not '%s'.".formatted(portal.portal()));
    }
    portal.redirects().forEach(Templates::requireAddress);
    portal.logo().ifPresent(Templates::requireAddress);
    int id = sql.nextId(Tables.COLLECTION_TEMPLATE);
    int free =
        sql.execute(
            "INSERT INTO portal (portal, tenant_id, collection_template_id) VALUES (:portal, :tenant, :id) ON CONFLICT DO NOTHING",
            Map.of("portal", portal.portal(), "id", id));
    if (free == 0) {
      throw new IllegalArgumentException(
          "The portal '%s' is taken; choose another name.".formatted(portal.portal()));
    }
    sql.insert(
        Tables.COLLECTION_TEMPLATE,
        id,
        Values.none()
            .with("created", sql.now())
            .with("updated", sql.now())
            .with("user_id", user)
            .with("portal", portal.portal())
            .with("redirect_uris", portal.redirects())
            .with("company_logo", portal.logo().orElse(null))
            .with("company_name", portal.companyName())
            .with("company_email", portal.companyEmail()));
    return id;
  }

  private static void requireAddress(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null
          && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
        return;
      }
    } catch (java.net.URISyntaxException _) {
      // Said below.
    }
    throw new IllegalArgumentException("'%s' is no http or https address.".formatted(address));
  }
}
