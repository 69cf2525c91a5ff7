package org.meterbook.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.meterbook.testing.OwnDatabase;
import picocli.CommandLine;

/** The commands about endpoints and mail addresses, beside whoever has the database open. */
@Isolated("takes what is printed")
class WebhookCommandTest {
  private static final String URL = "https://example.com/hook";

  @TempDir static Path data;
  private static OwnDatabase own;

  private record Ended(int code, String out, String err) {}

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
    own.datasource();
  }

  private static Ended run(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data", data.toString(), "--datasource", own.code()));
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new Main()).setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler((e, command, _) -> {
      assertThat(e).isInstanceOfAny(Main.UserError.class, IllegalArgumentException.class);
      command.getErr().println(e.getMessage());
      return 1;
    });
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, UTF_8));
      int code = line.execute(all.toArray(String[]::new));
      return new Ended(code, out.toString(UTF_8), err.toString());
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void anEndpointIsAddedPingedDisabledAndRemoved() {
    Ended added = run("webhook", "add", URL, "--types", "ping,meter_bills_added");
    assertThat(added.out()).matches("Webhook endpoint \\d+, secret [0-9a-f]{32}\n");
    String id = added.out().replaceAll("\\D*(\\d+),.*\n", "$1");
    assertThat(run("webhook", "ping", id).out()).contains("is on its way");
    assertThat(run("webhook", "list").out())
        .isEqualTo(
            id + "  " + URL + "  ping,meter_bills_added  enabled  1 waiting, last: never called\n");
    assertThat(run("webhook", "disable", id).code()).isZero();
    assertThat(run("webhook", "list").out()).contains("disabled");
    assertThat(run("webhook", "enable", id).code()).isZero();
    assertThat(run("webhook", "list").out()).contains("enabled");
    assertThat(run("webhook", "remove", id).code()).isZero();
    assertThat(run("webhook", "list").out()).isEmpty();
    assertThat(run("webhook", "remove", id).err()).contains("There is no webhook endpoint");
  }

  @Test
  void whatIsSentAgainIsOneEventOrARangeOfTime() {
    assertThat(run("webhook", "resend", "--event", "77").out())
        .isEqualTo("0 events are due again.\n");
    assertThat(
            run(
                    "webhook",
                    "resend",
                    "--from",
                    "2026-11-01T00:00:00Z",
                    "--to",
                    "2026-12-01T00:00:00-06:00")
                .out())
        .isEqualTo("0 events are due again.\n");
    assertThat(run("webhook", "resend", "--event", "7", "--to", "2026-11-01T00:00:00Z").err())
        .contains("either --event, or both");
  }

  @Test
  void whatIsMistypedIsSaidInASentence() {
    assertThat(run("webhook", "add", "example.com").err()).contains("https://");
    assertThat(run("webhook", "add", URL, "--types", "bills").err())
        .contains("There is no event type 'bills'");
    assertThat(run("mail", "add", "ada").err()).contains("name@example.com");
  }

  @Test
  void aMailAddressIsAddedAndRemoved() {
    String id = run("mail", "add", "ada@example.com").out().replaceAll("\\D", "");
    assertThat(run("mail", "list").out()).isEqualTo(id + "  ada@example.com  all types\n");
    assertThat(run("mail", "remove", id).code()).isZero();
    assertThat(run("mail", "list").out()).isEmpty();
  }
}
