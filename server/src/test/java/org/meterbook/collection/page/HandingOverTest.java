package org.meterbook.collection.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterbook.collection.Collected;
import org.meterbook.collection.CredentialStore;
import org.meterbook.collection.Inbox;
import org.meterbook.collection.Web;
import org.meterbook.identity.Vault;
import tools.jackson.databind.JsonNode;

/** Customers hand over their own bills, in place of a sign-in at the utility. */
class HandingOverTest {
  private static final byte[] GARBAGE = "%PDF-1.7 nothing that could be read".getBytes(UTF_8);
  private static byte[] pdf = {};

  private final Customer customer = new Customer(Collected.make());
  private final Collected owner = customer.owner;

  @BeforeAll
  static void collect() {
    pdf = demoBill();
  }

  /** The newest bill of the demo utility. */
  static byte[] demoBill() {
    Collected source = Collected.make();
    String meter = Collected.firstMeter(source.submit("DEMO", "residential"));
    source.collect(meter);
    return source.web.get("/api/v2/files/latest_pdf/" + meter).expect(200).raw().body();
  }

  private Web.Answer reloaded(Web.Answer page) {
    owner.settle();
    return customer.open(page.raw().uri().toString()).expect(200);
  }

  private JsonNode uploads() {
    return owner.get("/uploads").path("uploads");
  }

  private static byte[] table(String service) {
    return "service,start,end,cost\n%s,2026-01-01,2026-02-01,10\n"
        .formatted(service)
        .getBytes(UTF_8);
  }

  @Test
  void aBillIsCollectedAndTheBrowserSentOnAfterwards() {
    Web.Answer page = customer.authorizeUploads(customer.portal() + "?state=s-1");
    assertThat(page.text())
        .contains("enctype=\"multipart/form-data\"", "accept=\".pdf,.csv,.xlsx,.xml,.zip\"");

    Web.Answer after = customer.upload(page, FormData.of("June bill.pdf", pdf));
    assertThat(after.text()).contains("June_bill.pdf").doesNotContain("There already");
    assertThat(reloaded(after).text()).contains("<span>Read.</span>");

    JsonNode meter = owner.get("/meters").path("meters").get(0);
    assertThat(meter.path("status").asString()).as(meter.toString()).isEqualTo("updated");
    assertThat(owner.get("/bills?meters=" + meter.path("uid").asString()).path("bills").size())
        .isOne();
    assertThat(uploads().get(0).path("way").asString()).isEqualTo("page");

    String done = after.text().replaceAll("(?s).*href=\"([^\"]*/finish[^\"]*)\">Done.*", "$1");
    String back = customer.open(Customer.unescape(done)).expect(303).header("Location");
    assertThat(back).startsWith("https://acme.example/back?").doesNotContain("error");
    assertThat(Customer.parameters(back)).containsEntry("state", "s-1").containsKey("referral");
  }

  @Test
  void theReceiptTakesFilesTooAndSaysWhatBecameOfThem() {
    customer.authorizeUploads(customer.portal() + "?noredirect=1");
    String address = customer.mailedReceipt();
    Web.Answer receipt = customer.open(address).expect(200);
    assertThat(receipt.text()).contains("You authorized this", "type=\"file\"");

    Web.Answer after = customer.upload(receipt, FormData.of("scan.pdf", GARBAGE));
    assertThat(reloaded(after).text()).contains("scan.pdf", "Waiting for a person to read it: ");
    Collected.clock().advance(Duration.ofMinutes(1));
    Web.Answer again =
        reloaded(
            customer.upload(
                after,
                FormData.of(
                    new LinkedHashMap<>(Map.of("b.csv", table("S"), "again.pdf", GARBAGE)))));
    assertThat(again.text()).contains("There already. Taken. Waiting").doesNotContain("again.pdf");
    assertThat(again.text().indexOf("b.csv")).isLessThan(again.text().indexOf("scan.pdf"));
    assertThat(customer.open(address).text()).contains("b.csv", "Waiting for a person");
    assertThat(uploads().size()).isEqualTo(2);
    assertThat(again.text())
        .contains("href=\"" + java.net.URI.create(address).getPath() + "\">Done");
  }

  @Test
  void whatIsNotTakenIsNamedWithItsReason() {
    Web.Answer page = customer.authorizeUploads(customer.portal());
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("<b>empty.csv", new byte[0]);
    files.put("huge.pdf", new byte[Inbox.LARGEST + 1]);
    for (int i = 1; i <= 21; i++) {
      files.put(i + ".csv", table("S" + i));
    }
    Web.Answer after = customer.upload(page, FormData.of(files));
    assertThat(after.text())
        .contains("&lt;b&gt;empty.csv", "Not taken: it is empty.")
        .contains("huge.pdf", "Not taken: it is larger than 20 MB.")
        .contains("21.csv", "Not taken: these were more than 20 files.");
    assertThat(reloaded(after).text()).contains("huge.pdf", "Read.");
    assertThat(owner.get("/uploads?limit=50").path("uploads").size()).isEqualTo(19);

    FormData none = FormData.of("", new byte[0]);
    assertThat(customer.upload(page, none).text()).doesNotContain("Not taken");
  }

  @Test
  void longNamesAndALongStateStillFitIntoTheAddress() {
    Web.Answer page = customer.authorizeUploads(customer.portal() + "?state=" + "s".repeat(1500));
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 10; i < 35; i++) {
      files.put(i + "\uD83D\uDE00".repeat(60), new byte[0]);
    }
    assertThat(customer.upload(page, FormData.of(files)).text())
        .contains("10\uD83D\uDE00", "29\uD83D\uDE00", "Not taken: it is empty.", "/finish?t=");
  }

  @Test
  void credentialsAreNeitherAskedForNorKept() {
    assertThat(customer.open(customer.portal()).text())
        .contains("<option value=\"UPLOAD\" class=\"files\"", "Not needed for uploads.");
    Map<String, String> typed = Customer.typed("UAPI_TEST_residential", "pass-word-7");
    typed.put("utility", "UPLOAD");
    customer.settled(customer.send(customer.open(customer.portal()), typed).expect(303));

    JsonNode authorization = owner.get("/authorizations").path("authorizations").get(0);
    assertThat(authorization.path("is_test").asBoolean()).isFalse();
    CredentialStore credentials =
        new CredentialStore(Vault.open(Collected.data().resolve("vault.key")));
    int id = authorization.path("uid").asInt();
    CredentialStore.Credential kept = owner.read(sql -> credentials.get(sql, id)).orElseThrow();
    assertThat(kept.username()).isEmpty();
    assertThat(kept.password()).isEmpty();
  }

  @Test
  void whoRevokedHandsNothingOver() {
    Web.Answer page = customer.authorizeUploads(customer.portal());
    String receipt = customer.mailedReceipt();
    customer.send(customer.open(receipt + "/revoke"), Map.of()).expect(303);
    assertThat(customer.open(receipt).text()).doesNotContain("type=\"file\"");
    customer.open(receipt + "/upload").expect(303);
    FormData form = FormData.of("a.pdf", pdf).with(Customer.fields(page));
    assertThat(customer.post(page, form).expect(303).header("Location"))
        .isEqualTo(java.net.URI.create(receipt).getPath());
    assertThat(uploads().size()).isZero();
  }

  @Test
  void whereThereIsASignInNoFilesAreTaken() {
    customer.authorize(customer.portal(), "UAPI_TEST_residential").expect(303);
    String receipt = customer.mailedReceipt();
    assertThat(customer.open(receipt).text()).doesNotContain("type=\"file\"");
    customer.open(receipt + "/upload").expect(303);
    customer.open(customer.portal() + "/receipt/none/upload").expect(404);
  }

  @Test
  void aFormOfAnotherPageOrFromLongAgoIsNotTaken() {
    Web.Answer page = customer.authorizeUploads(customer.portal());
    FormData file = FormData.of("a.csv", table("S"));
    Map<String, String> fields = Customer.fields(page);
    String foreign = customer.open(customer.mailedReceipt() + "/revoke").text();
    String token = foreign.replaceAll("(?s).*name=\"token\" value=\"([^\"]*)\".*", "$1");
    customer.post(page, file).expect(303);
    customer.post(page, file.with(Map.of("token", token))).expect(303);
    customer
        .web()
        .with(Map.of("Content-Type", file.media(), "Sec-Fetch-Site", "cross-site"))
        .post(Customer.action(page), file.with(fields).bytes())
        .expect(403);
    Collected.clock().advance(Duration.ofHours(24).plusSeconds(1));
    Web.Answer late = customer.upload(page, file);
    assertThat(late.text()).contains("a.csv", "open for too long");
    assertThat(uploads().size()).isZero();
    customer.upload(late, file);
    assertThat(uploads().size()).isOne();
  }

  @Test
  void bodiesThatAreNoFormAreTheSendersFault() {
    Web.Answer page = customer.authorizeUploads(customer.portal());
    FormData form = FormData.of("a.csv", table("S")).with(Customer.fields(page));
    for (String media :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/mixed; boundary=x")) {
      send(page, media, form.bytes()).expect(415);
    }
    for (String media :
        List.of(
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data;boundary=" + "x".repeat(5000))) {
      assertThat(send(page, media, form.bytes()).status()).as(media).isBetween(200, 499);
    }
    String name = new String(form.bytes(), UTF_8).replace("a.csv", "a\0.csv");
    send(page, form.media(), name.getBytes(UTF_8)).expect(400);
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = form.bytes();
      for (int j = 0; j <= i % 9; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      byte[] cut =
          java.util.Arrays.copyOf(bytes, i % 3 == 0 ? random.nextInt(bytes.length) : bytes.length);
      assertThat(send(page, form.media(), cut).status()).as("round " + i).isBetween(200, 499);
    }
  }

  private Web.Answer send(Web.Answer page, String media, byte[] bytes) {
    return customer.web().with(Map.of("Content-Type", media)).post(Customer.action(page), bytes);
  }
}
