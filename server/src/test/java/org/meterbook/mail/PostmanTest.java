package org.meterbook.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterbook.testing.OwnDatabase;
import org.meterbook.webhook.EventType;
import org.meterbook.webhook.Events;
import org.meterbook.webhook.Subject;

/** From what happened to a mail in a mailbox. */
@Timeout(60)
class PostmanTest {
  private static final String ADA = "ada@example.com";

  @TempDir static Path data;
  private static OwnDatabase own;

  @TempDir Path folder;
  private long tenant;

  @BeforeAll
  static void start() {
    own = new OwnDatabase(data);
  }

  @AfterAll
  static void stop() {
    own.close();
  }

  @BeforeEach
  void aDatasource() {
    tenant = own.datasource();
  }

  private int add(String address, String... occasions) {
    return own.write(tenant, sql -> MailAddresses.add(sql, address, List.of(occasions)));
  }

  private void tellBills() {
    boolean _ =
        own.write(
            tenant,
            sql -> {
              Events.tell(sql, EventType.METER_BILLS_ADDED, Subject.meter(12, 3));
              return true;
            });
  }

  private void put(String recipient, String subject) {
    boolean _ =
        own.write(
            tenant,
            sql -> {
              Outbox.put(sql, new Message(recipient, subject, "Bonjour \u00e0 tous\n.\nEnd\n"));
              return true;
            });
  }

  private SmtpMailbox smtp(MailServer server, SmtpMailbox.Security security) {
    return new SmtpMailbox(
        new SmtpMailbox.Settings(
            "127.0.0.1", server.port(), security, "clerk", "open sesame", "books@example.com"),
        own.clock());
  }

  @Test
  void whoChoseTheOccasionFindsAMailInTheFileMailbox() throws IOException {
    add(ADA, "meter_bills_added");
    add("bob@example.com", "form_created");
    tellBills();
    new Postman(own.database(), new FileMailbox(folder.resolve("mail"), own.clock())).sendDue();
    List<Path> files;
    try (var found = Files.list(folder.resolve("mail"))) {
      files = found.toList();
    }
    assertThat(files).hasSize(1);
    assertThat(files.getFirst().toString()).endsWith(".eml");
    assertThat(Files.readString(files.getFirst()))
        .contains("To: " + ADA)
        .contains("Subject: New bills were collected for meter 12.")
        .contains("Event: meter_bills_added");
  }

  @Test
  void aMailGoesOutBySmtpWhenItIsWritten() throws Exception {
    try (MailServer server = new MailServer();
        Postman postman = new Postman(own.database(), smtp(server, SmtpMailbox.Security.NONE))) {
      postman.start();
      put(ADA, "Gr\u00fc\u00dfe");
      String mail = server.next();
      assertThat(mail)
          .contains("From: books@example.com")
          .contains("To: " + ADA)
          .contains("Subject: =?UTF-8?")
          .contains("Auto-Submitted: auto-generated");
      String login =
          Base64.getEncoder().encodeToString("clerk\0clerk\0open sesame".getBytes(UTF_8));
      assertThat(server.commands())
          .contains("AUTH PLAIN " + login)
          .contains("MAIL FROM:<books@example.com>", "RCPT TO:<" + ADA + ">");
    }
  }

  @Test
  void whoHasNoUserDoesNotSignIn() throws Exception {
    try (MailServer server = new MailServer()) {
      SmtpMailbox.Settings settings =
          new SmtpMailbox.Settings(
              "127.0.0.1", server.port(), SmtpMailbox.Security.NONE, "", "", "books@example.com");
      new SmtpMailbox(settings, own.clock()).send(new Message(ADA, "a", "b"));
      assertThat(server.next()).contains("Subject: a");
      assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
    }
  }

  @Test
  void nothingIsSentInTheClearWhereEncryptionIsAskedFor() {
    try (MailServer server = new MailServer()) {
      SmtpMailbox mailbox = smtp(server, SmtpMailbox.Security.STARTTLS);
      assertThatThrownBy(() -> mailbox.send(new Message(ADA, "a", "b")))
          .isInstanceOf(MailException.class)
          .satisfies(e -> assertThat(((MailException) e).isUnreachable()).isTrue())
          .hasMessageNotContaining("sesame");
      assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
    }
  }

  @Test
  void aRefusedRecipientIsTriedAgainAndHoldsUpNobody() throws Exception {
    try (MailServer server = new MailServer()) {
      Postman postman = new Postman(own.database(), smtp(server, SmtpMailbox.Security.NONE));
      server.refuse(ADA);
      put(ADA, "one");
      put("bob@example.com", "two");
      postman.sendDue();
      assertThat(server.next()).contains("Subject: two");
      assertThat(server.isEmpty()).isTrue();
      server.refuse("");
      postman.sendDue();
      assertThat(server.isEmpty()).isTrue();
      own.clock().advance(Duration.ofMinutes(1));
      postman.sendDue();
      assertThat(server.next()).contains("Subject: one");
    }
  }

  @Test
  void whileTheMailboxFailsOneMailAMinuteTriesAndAllGoesWhenItIsBack() {
    List<String> tried = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    boolean[] back = {false};
    Mailbox mailbox =
        message -> {
          tried.add(message.subject());
          if (!back[0]) {
            throw new MailException("down", true);
          }
          taken.add(message.subject());
        };
    Postman postman = new Postman(own.database(), mailbox);
    put(ADA, "one");
    put(ADA, "two");
    put(ADA, "three");
    postman.sendDue();
    postman.sendDue();
    assertThat(tried).hasSize(1);
    own.clock().advance(Duration.ofMinutes(1));
    back[0] = true;
    postman.sendDue();
    assertThat(taken).containsExactlyInAnyOrder("one", "two", "three");
    postman.sendDue();
    assertThat(taken).hasSize(3);
  }

  @Test
  void aMailIsGivenUpAfterSeventyTwoHours() {
    int[] tries = {0};
    Mailbox mailbox =
        _ -> {
          tries[0]++;
          throw new MailException("refused", false);
        };
    Postman postman = new Postman(own.database(), mailbox);
    put(ADA, "one");
    for (int minute = 0; minute < 80 * 60; minute += 10) {
      postman.sendDue();
      own.clock().advance(Duration.ofMinutes(10));
    }
    assertThat(tries[0]).isBetween(65, 80);
    assertThat(
            own.<Boolean>write(
                tenant,
                sql ->
                    sql.exists(
                        "SELECT 1 FROM mail_message WHERE tenant_id = :tenant AND next_try IS NULL AND sent IS NULL",
                        Map.of())))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada", "@example.com", "ada@", "ada@example.com\nBcc: all@example.com", "ada@example.com\r",
        "Ada <ada@example.com>", "ada@example.com,bob@example.com", "ada bob@example.com", "a@b@c",
            ""
      })
  void whatIsNotOnePlainAddressIsRefused(String address) {
    assertThatThrownBy(() -> add(address)).hasMessageContaining("name@example.com");
  }

  @Test
  void aSubjectCannotBringAHeader() {
    assertThatThrownBy(() -> new Message(ADA, "one\r\nBcc: all@example.com", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addressesAreListedAndRemoved() {
    int id = add(ADA, "ping");
    assertThat(own.<List<MailAddresses.Address>>write(tenant, MailAddresses::list))
        .containsExactly(new MailAddresses.Address(id, ADA, List.of("ping")));
    for (int time = 1; time <= 2; time++) {
      try {
        boolean _ =
            own.write(
                tenant,
                sql -> {
                  MailAddresses.remove(sql, id);
                  return true;
                });
        assertThat(time).isEqualTo(1);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessage("There is no mail address %d.".formatted(id));
      }
    }
    assertThat(own.<List<MailAddresses.Address>>write(tenant, MailAddresses::list)).isEmpty();
  }
}
