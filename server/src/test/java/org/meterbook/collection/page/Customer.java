package org.meterbook.collection.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meterbook.collection.Collected;
import org.meterbook.collection.Web;

/** A customer whose browser is a program: reads forms as they stand in the page, and sends them. */
final class Customer {
  private static final Pattern FIELD =
      Pattern.compile("<input[^>]*\\bname=\"(\\w+)\"[^>]*\\bvalue=\"([^\"]*)\"");
  private static final Pattern ACTION = Pattern.compile("<form[^>]*\\baction=\"([^\"]*)\"");

  private static final ZoneId ZONE = ZoneId.of("America/Chicago");

  final Collected owner;
  private final Web web;

  Customer(Collected owner) {
    this.owner = owner;
    this.web =
        new Web(
            Collected.server().url(), Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  /** As the pages say it. */
  static String today() {
    return Words.day(Collected.clock().instant(), ZONE);
  }

  /** So long a consent lasts where nothing else is said. */
  static String inThreeYears() {
    Instant end = Collected.clock().instant().atOffset(ZoneOffset.UTC).plusYears(3).toInstant();
    return "until " + Words.day(end, ZONE);
  }

  String portal() {
    return "/authorize/" + owner.datasource;
  }

  Web.Answer open(String path) {
    return web.get(path);
  }

  Web web() {
    return web;
  }

  /** Sends the form of a page with what is typed; answers what comes at once. */
  Web.Answer send(Web.Answer page, Map<String, String> typed) {
    Map<String, String> fields = fields(page);
    fields.putAll(typed);
    return web.post(action(page), encode(fields));
  }

  static Map<String, String> fields(Web.Answer page) {
    Map<String, String> fields = new LinkedHashMap<>();
    FIELD
        .matcher(page.text())
        .results()
        .filter(field -> !field.group(1).equals("confirm"))
        .forEach(field -> fields.put(field.group(1), unescape(field.group(2))));
    return fields;
  }

  static String action(Web.Answer page) {
    return ACTION
        .matcher(page.text())
        .results()
        .findFirst()
        .map(found -> unescape(found.group(1)))
        .orElseThrow(() -> new AssertionError("no form in " + page.text()));
  }

  /** Authorizes uploads; answers the page on which files are handed over. */
  Web.Answer authorizeUploads(String path) {
    Map<String, String> typed = typed("", "");
    typed.put("utility", "UPLOAD");
    Web.Answer wait = settled(send(open(path).expect(200), typed).expect(303)).expect(303);
    return open(wait.header("Location")).expect(200);
  }

  /** Sends files with the form of a page; answers the page after it. */
  Web.Answer upload(Web.Answer page, FormData files) {
    Web.Answer done = post(page, files.with(fields(page))).expect(303);
    return open(done.header("Location")).expect(200);
  }

  Web.Answer post(Web.Answer page, FormData form) {
    return web.with(Map.of("Content-Type", form.media())).post(action(page), form.bytes());
  }

  /** What a complete form says. */
  static Map<String, String> typed(String username, String password) {
    Map<String, String> typed = new HashMap<>();
    typed.put("email", "carla@example.com");
    typed.put("utility", "DEMO");
    typed.put("username", username);
    typed.put("password", password);
    typed.put("confirm", "yes");
    typed.put("decision", "authorize");
    return typed;
  }

  /** Authorizes, waits for the sign-in, and answers the page after it, or where it redirects. */
  Web.Answer authorize(String path, String username) {
    return settled(send(open(path).expect(200), typed(username, "pass-word-7")).expect(303));
  }

  /** What a redirect leads to when all work is done. */
  Web.Answer settled(Web.Answer redirect) {
    owner.settle();
    return open(redirect.header("Location"));
  }

  static String encode(Map<String, String> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) ->
        text.append(text.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return text.toString();
  }

  /** The parameters of an address. */
  static Map<String, String> parameters(String address) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : URI.create(address).getRawQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  /** The link to the receipt in the newest mail to the customer. */
  String mailedReceipt() {
    String mail =
        owner.read(sql ->
            sql.first(
                    "SELECT m.body FROM mail_message m WHERE m.tenant_id = :tenant AND m.recipient = 'carla@example.com' ORDER BY m.mail_message_id DESC",
                    Map.of(),
                    row -> row.text(1))
                .orElseThrow());
    // What was sent is not kept: then it is in the mailbox.
    String text = mail.isEmpty() ? sent() : mail;
    String receipt = text.lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
    assertThat(receipt).contains(portal() + "/receipt/");
    return receipt;
  }

  private String sent() {
    try (Stream<Path> files = Files.list(Collected.data().resolve("mail"))) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Customer::text)
          .filter(text -> text.contains(portal() + "/receipt/"))
          .reduce((_, later) -> later)
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return String.valueOf(
          new MimeMessage(Session.getInstance(new Properties()), in).getContent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String unescape(String text) {
    return text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
