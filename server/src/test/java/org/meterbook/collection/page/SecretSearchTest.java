package org.meterbook.collection.page;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.meterbook.collection.Collected;
import org.meterbook.collection.Web;
import org.meterbook.store.Backup;
import org.slf4j.LoggerFactory;

/** Credentials that can be recognized are typed, and looked for everywhere. */
class SecretSearchTest {
  private final Customer customer = new Customer(Collected.make());
  private final Collected owner = customer.owner;
  private final String password = "mark-" + UUID.randomUUID();
  private final String username = "UAPI_TEST_" + UUID.randomUUID();
  private final String code = "code-" + UUID.randomUUID();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @Test
  void credentialsAreNowhereToBeFound() throws IOException {
    Level before = ((Logger) LoggerFactory.getLogger("org.meterbook")).getLevel();
    Logger house = (Logger) LoggerFactory.getLogger("org.meterbook");
    log.start();
    root.addAppender(log);
    house.setLevel(Level.TRACE);
    try {
      // Not taken for want of an address, then refused by the utility, then taken, with a code.
      Map<String, String> incomplete = Customer.typed(username, password);
      incomplete.put("email", "");
      Web.Answer form = customer.send(customer.open(customer.portal()), incomplete).expect(400);
      assertThat(form.text()).doesNotContain(password);
      Web.Answer again =
          customer.settled(customer.send(form, Customer.typed(username, password)).expect(303));
      assertThat(again.expect(200).text()).contains("once more").doesNotContain(password, username);
      Web.Answer asked =
          customer.settled(
              customer.send(again, Customer.typed("UAPI_TEST_code", password)).expect(303));
      Web.Answer refused =
          customer.settled(customer.send(asked.expect(200), Map.of("code", code)).expect(303));
      Web.Answer end =
          customer.settled(
              customer.send(refused.expect(200), Map.of("code", "246810")).expect(303));
      assertThat(end.expect(303).header("Location")).doesNotContain(password, code);
      assertThat(credentials()).isOne();
      owner.later(Duration.ofDays(1));
    } finally {
      house.setLevel(before);
      root.detachAppender(log);
    }

    String backup = backup();
    assertThat(contains(backup, "carla@example.com")).as("what is no secret is found").isTrue();
    for (String secret : List.of(password, username, code)) {
      assertThat(contains(backup, secret)).as("in the database or its backup").isFalse();
      assertThat(contains(log(), secret)).as("in the log").isFalse();
      assertThat(files(secret)).as("in the files of the server").isEmpty();
    }
  }

  @Test
  void credentialsAreForgottenOnRevocation() {
    customer.authorize(customer.portal(), "UAPI_TEST_residential").expect(303);
    assertThat(credentials()).isOne();
    Web.Answer question = customer.open(customer.mailedReceipt() + "/revoke");
    customer.send(question, Map.of()).expect(303);
    assertThat(credentials()).isZero();
  }

  @Test
  void credentialsAreForgottenOnExpiry() {
    String form = owner.post("/forms", "{\"scope\": {\"expires\": \"7d\"}}").path("url").asString();
    customer.authorize(form, "UAPI_TEST_residential").expect(303);
    owner.later(Duration.ofDays(6));
    assertThat(credentials()).isOne();
    owner.later(Duration.ofDays(1).plusSeconds(1));
    assertThat(credentials()).isZero();
  }

  private int credentials() {
    return owner.read(sql ->
        sql.list(
                "SELECT 1 FROM collection_credential c WHERE c.tenant_id = :tenant",
                Map.of(),
                row -> row.integer(1))
            .size());
  }

  /** All tables, unpacked. */
  private static String backup() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(Backup.write(Collected.server().database(), bytes)).isPositive();
    StringBuilder text = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      while (zip.getNextEntry() != null) {
        text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  private String log() {
    StringBuilder text = new StringBuilder();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      text.append(event.getFormattedMessage()).append(event.getMDCPropertyMap()).append('\n');
      if (event.getThrowableProxy() != null) {
        text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    return text.toString();
  }

  /** The database's own files and logs, the mail, the key. */
  private static List<Path> files(String secret) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        Collected.data(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && contains(read(file), secret)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // The database renames and removes its files as it likes.
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  private static boolean contains(String text, String secret) {
    return forms(secret).stream().anyMatch(text::contains);
  }

  /** As it is, in hexadecimal digits, and in Base64 wherever in three bytes it begins. */
  private static List<String> forms(String secret) {
    List<String> forms = new ArrayList<>();
    forms.add(secret);
    forms.add(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
    for (int before = 0; before < 3; before++) {
      byte[] bytes = (" ".repeat(before) + secret).getBytes(StandardCharsets.UTF_8);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      forms.add(base64.substring(before == 0 ? 0 : 4, base64.length() - 3));
    }
    return forms;
  }
}
