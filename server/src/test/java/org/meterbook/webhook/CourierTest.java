package org.meterbook.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.identity.Vault;
import org.meterbook.testing.OwnDatabase;

/** Events on their way to real listeners. */
@Timeout(60)
class CourierTest {
  @TempDir static Path data;
  @TempDir static Path keys;
  private static OwnDatabase own;
  private static Vault vault;

  private final Receiver receiver = new Receiver();
  private Courier courier;
  private long tenant;
  private WebhookEndpoints.Added endpoint;

  @BeforeAll
  static void start() {
    own = new OwnDatabase(data);
    vault = Vault.open(keys.resolve("vault.key"));
  }

  @AfterAll
  static void stop() {
    own.close();
  }

  @BeforeEach
  void anEndpoint() {
    courier = new Courier(own.database(), vault, new Outgoing(true));
    tenant = own.datasource();
    endpoint = add(receiver.url());
  }

  @AfterEach
  void end() {
    courier.close();
    receiver.close();
  }

  private WebhookEndpoints.Added add(String url, EventType... types) {
    return own.write(tenant, sql -> WebhookEndpoints.add(sql, vault, url, List.of(types)));
  }

  private void tell(EventType type, Subject subject) {
    boolean _ =
        own.write(
            tenant,
            sql -> {
              Events.tell(sql, type, subject);
              return true;
            });
  }

  private void tellBills() {
    tell(EventType.METER_BILLS_ADDED, Subject.meter(12, 3));
  }

  private long count(String condition) {
    return own.write(
        tenant,
        sql ->
            sql.first(
                    "SELECT count(*) FROM collection_event WHERE tenant_id = :tenant AND "
                        + condition,
                    Map.of("now", sql.now()),
                    row -> row.number(1))
                .orElseThrow());
  }

  @Test
  void whatIsToldArrivesSignedInOneCallAndOnce() throws Exception {
    tell(EventType.AUTHORIZATION_CREATED, Subject.authorization(3));
    tell(EventType.AUTHORIZATION_UPDATE_STARTED, Subject.authorization(3));
    courier.deliverDue();
    courier.deliverDue();
    assertThat(receiver.calls()).hasSize(1);
    Receiver.Call call = receiver.calls().getFirst();
    assertThat(call.types())
        .containsExactly("authorization_created", "authorization_update_started");
    assertThat(call.header("content-type")).isEqualTo("application/json");
    assertThat(call.event().get("delivery_target").asString()).isEqualTo(receiver.url());
    String salt = call.header("x-utilityapi-webhook-salt");
    String signed = endpoint.secret() + "." + salt + "." + new String(call.body(), UTF_8);
    assertThat(call.header("x-utilityapi-webhook-signature"))
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(signed.getBytes(UTF_8))));
    assertThat(endpoint.secret()).matches("[0-9a-f]{32}");
    assertThat(endpoint.toString()).doesNotContain(endpoint.secret());
    assertThat(count("is_delivered AND delivered = :now AND next_try IS NULL")).isEqualTo(2);
  }

  @Test
  void onlyWhoChoseATypeHearsOfItAndWithoutAnyoneItWaitsToBeAskedFor() {
    own.write(
        tenant,
        sql -> {
          WebhookEndpoints.remove(sql, endpoint.id());
          return true;
        });
    tellBills();
    assertThat(count("webhook_endpoint_id IS NULL AND target IS NULL AND next_try IS NULL"))
        .isEqualTo(1);
    try (Receiver other = new Receiver()) {
      add(receiver.url(), EventType.METER_CREATED);
      add(other.url(), EventType.METER_CREATED, EventType.METER_BILLS_ADDED);
      tellBills();
      courier.deliverDue();
      assertThat(receiver.calls()).isEmpty();
      assertThat(other.types()).containsExactly("meter_bills_added");
    }
  }

  @Test
  void manyGoInPagesOfAHundredOldestFirst() {
    IntStream.rangeClosed(1, 250)
        .forEach(meter -> tell(EventType.METER_CREATED, Subject.meter(meter, 3)));
    courier.deliverDue();
    assertThat(receiver.calls())
        .extracting(call -> call.types().size())
        .containsExactly(100, 100, 50);
    assertThat(receiver.calls().get(1).event().get("meter_uid").asString()).isEqualTo("101");
  }

  @Test
  void aFailureIsTriedAgainEachHourForSeventyTwoHours() {
    receiver.answer(500);
    tellBills();
    courier.deliverDue();
    own.clock().advance(Duration.ofMinutes(59));
    courier.deliverDue();
    assertThat(receiver.calls()).hasSize(1);
    own.clock().advance(Duration.ofMinutes(1));
    for (int hour = 1; hour <= 80; hour++) {
      courier.deliverDue();
      assertThat(receiver.calls()).hasSize(Math.min(hour, 72) + 1);
      own.clock().advance(Duration.ofHours(1));
    }
    assertThat(
            count(
                "next_try IS NULL AND NOT is_delivered AND last_status = '500' AND attempts = 73"))
        .isEqualTo(1);
  }

  @Test
  void whatWasTakenAtLastIsNotSentAgain() {
    receiver.answer(503);
    tellBills();
    courier.deliverDue();
    receiver.answer(200);
    own.clock().advance(Duration.ofHours(1));
    courier.deliverDue();
    own.clock().advance(Duration.ofHours(1));
    courier.deliverDue();
    assertThat(receiver.calls()).hasSize(2);
    assertThat(receiver.calls().get(1).event().get("is_delivered").asBoolean()).isFalse();
  }

  @Test
  void anotherSuccessThanTwoHundredIsAFailure() {
    receiver.answer(202);
    tellBills();
    courier.deliverDue();
    assertThat(count("NOT is_delivered AND last_status = '202'")).isEqualTo(1);
  }

  @Test
  void aFailingEndpointIsNotHammered() {
    receiver.answer(500);
    IntStream.rangeClosed(1, 250).forEach(_ -> tellBills());
    courier.deliverDue();
    courier.deliverDue();
    assertThat(receiver.calls()).hasSize(1);
    assertThat(count("next_try > :now AND attempts = 0")).isEqualTo(150);
  }

  @Test
  void whatTheClientMarkedAsDeliveredIsNotSent() {
    tellBills();
    int _ =
        own.write(
            tenant,
            sql ->
                sql.execute(
                    "UPDATE collection_event SET is_delivered = true WHERE tenant_id = :tenant",
                    Map.of()));
    courier.deliverDue();
    assertThat(receiver.calls()).isEmpty();
  }

  @Test
  void aDeadReceiverDelaysNobodyElse() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      add("http://127.0.0.1:" + silent.getLocalPort() + "/");
      courier.start();
      tellBills();
      assertThat(receiver.next().types()).containsExactly("meter_bills_added");
      silent.accept();
      tell(EventType.METER_CREATED, Subject.meter(13, 3));
      assertThat(receiver.next().types()).containsExactly("meter_created");
    }
  }

  @Test
  void aCallThatWasUnderWayWhenTheServerEndedIsMadeAgain() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Courier later = new Courier(own.database(), vault, new Outgoing(true))) {
      add("http://127.0.0.1:" + silent.getLocalPort() + "/");
      tellBills();
      courier.start();
      try (Socket _ = silent.accept()) {
        courier.close();
        later.start();
        silent.accept().close();
      }
    }
  }

  @Test
  void aPrivateEndpointIsNotCalledUnlessAllowed() {
    tellBills();
    try (Courier strict = new Courier(own.database(), vault, new Outgoing(false))) {
      strict.deliverDue();
    }
    assertThat(receiver.calls()).isEmpty();
    assertThat(count("last_status LIKE '%--allow-private-calls%'")).isEqualTo(1);
  }

  @Test
  void aPingGoesToOneEndpointWhateverItChose() {
    try (Receiver other = new Receiver()) {
      WebhookEndpoints.Added choosy = add(other.url(), EventType.FORM_CREATED);
      int _ = own.write(tenant, sql -> WebhookEndpoints.ping(sql, choosy.id()));
      courier.deliverDue();
      assertThat(other.types()).containsExactly("ping");
      assertThat(receiver.calls()).isEmpty();
    }
  }

  @Test
  void whatWasDeliveredOrGivenUpIsSentAgainOnDemand() {
    tellBills();
    courier.deliverDue();
    int event = Integer.parseInt(receiver.calls().getFirst().event().get("uid").asString());
    assertThat(own.<Integer>write(tenant, sql -> WebhookEndpoints.resend(sql, event))).isEqualTo(1);
    courier.deliverDue();
    assertThat(receiver.calls()).hasSize(2);
    receiver.answer(500);
    Instant from = own.clock().instant().plusSeconds(1);
    own.clock().advance(Duration.ofHours(1));
    tell(EventType.METER_CREATED, Subject.meter(12, 3));
    for (int hour = 0; hour <= 73; hour++) {
      courier.deliverDue();
      own.clock().advance(Duration.ofHours(1));
    }
    int failed = receiver.calls().size();
    receiver.answer(200);
    courier.deliverDue();
    assertThat(receiver.calls()).hasSize(failed);
    Instant to = own.clock().instant();
    assertThat(own.<Integer>write(tenant, sql -> WebhookEndpoints.resend(sql, from, to)))
        .isEqualTo(1);
    assertThat(own.<Integer>write(tenant, sql -> WebhookEndpoints.resend(sql, from, to)))
        .as("what is due already stays as it is")
        .isZero();
    courier.deliverDue();
    assertThat(receiver.calls().getLast().types()).containsExactly("meter_created");
    assertThat(count("give_up > :now")).as("a fresh end").isEqualTo(1);
  }

  @Test
  void aDisabledEndpointIsLeftAloneAndItsDueEventsWait() {
    tellBills();
    disable(true);
    courier.deliverDue();
    assertThat(receiver.calls()).isEmpty();
    disable(false);
    courier.deliverDue();
    assertThat(receiver.types()).containsExactly("meter_bills_added");
  }

  private void disable(boolean disabled) {
    boolean _ =
        own.write(
            tenant,
            sql -> {
              WebhookEndpoints.disable(sql, endpoint.id(), disabled);
              return true;
            });
  }

  @Test
  void theSecretIsNeitherInTheClearNorInTheLogOfChanges() {
    String found =
        own.write(
            tenant,
            sql ->
                sql.first(
                        """
                        SELECT (SELECT string_agg(c::text, ' ') FROM change c WHERE c.tenant_id = :tenant AND c.resource LIKE 'webhook%')
                          || (SELECT encode(s.sealed, 'escape') FROM webhook_secret s WHERE s.tenant_id = :tenant)
                        """,
                        Map.of(), row -> row.text(1))
                    .orElseThrow());
    assertThat(found).contains(receiver.url()).doesNotContain(endpoint.secret());
  }

  @Test
  void anEventOfTheWrongKindOrAnUnknownEndpointIsRefused() {
    assertThatThrownBy(() -> tell(EventType.METER_CREATED, Subject.form(1)))
        .hasMessageContaining("meter_created");
    assertThatThrownBy(() -> own.write(tenant, sql -> WebhookEndpoints.ping(sql, 999)))
        .hasMessage("There is no webhook endpoint 999.");
    assertThatThrownBy(() -> EventType.parse(List.of("meter_gone")))
        .hasMessageContaining("meter_bills_added");
    assertThat(EventType.values()).hasSize(23);
  }

  @Test
  void aReceiverThatIsGoneIsAFailureWithAReason() throws IOException {
    receiver.close();
    tellBills();
    courier.deliverDue();
    List<WebhookEndpoints.Endpoint> all = own.write(tenant, WebhookEndpoints::list);
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().waiting()).isEqualTo(1);
    assertThat(all.getFirst().lastStatus()).hasValue("Connection refused");
  }
}
