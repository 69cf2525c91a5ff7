package org.meterbook.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.meterbook.identity.Datasources;
import org.meterbook.identity.Users;
import org.meterbook.store.Database;
import org.meterbook.store.Scope;
import org.meterbook.store.postgres.EmbeddedPostgres;
import picocli.CommandLine;

/** The commands that import readings: what they print, and with which code they end. */
@Isolated("takes what is printed")
class ImportCommandTest {
  private static final String PROFILE =
      """
      {"delimiter": ",", "numberOfHeaderRows": 1, "numberOfColumns": 3, "meterImportIdColumnNumber": 1, "timestampColumnNumber": 2,
       "dataMapping": [{"columnNumber": 3, "observationTypeCode": "INTERVALUSE", "unitCode": "KWH"}], "channelIntervalInSeconds": 900}\
      """;
  private static final String HEADER = "meter,time,kWh\n";
  private static final String FEED =
      """
      <feed xmlns="http://www.w3.org/2005/Atom">
       <entry><id>urn:uuid:1</id><link rel="self" href="https://u.example/UsagePoint/1"/><title>%s</title><content>
        <UsagePoint xmlns="http://naesb.org/espi"><ServiceCategory><kind>0</kind></ServiceCategory></UsagePoint></content></entry>
       <entry><id>urn:uuid:2</id><link rel="self" href="https://u.example/UsagePoint/1/MeterReading/1"/><title>Hourly</title><content>
        <MeterReading xmlns="http://naesb.org/espi"/></content></entry>
       <entry><id>urn:uuid:3</id><title/><content><ReadingType xmlns="http://naesb.org/espi">
        <intervalLength>3600</intervalLength><powerOfTenMultiplier>0</powerOfTenMultiplier><uom>%d</uom></ReadingType></content></entry>
       <entry><id>urn:uuid:4</id><title/><content><IntervalBlock xmlns="http://naesb.org/espi">
        <IntervalReading><timePeriod><duration>3600</duration><start>1774846800</start></timePeriod><value>7</value></IntervalReading>
        </IntervalBlock></content></entry>
      </feed>
      """;

  @TempDir static Path data;
  private static EmbeddedPostgres postgres;
  private static Database database;
  private static int datasources;

  @TempDir Path folder;
  private Path profile;
  private String datasource;
  private long tenant;

  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.start(data);
    database =
        Database.open(
            new Database.Settings(postgres.jdbcUrl(), postgres.user(), postgres.password(), 4),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    database.close();
    postgres.close();
  }

  @BeforeEach
  void aMeter() throws Exception {
    profile = Files.writeString(folder.resolve("profile.json"), PROFILE);
    datasource = "city" + ++datasources;
    tenant = Datasources.create(database, datasource, "City", ZoneId.of("America/Chicago"), 7);
    Users.createAdministrator(database, tenant, "clerk", "Clerk", "correct horse battery");
    Path feed = Files.writeString(folder.resolve("first.xml"), FEED.formatted("House", 72));
    assertThat(greenButton(feed, "--create", "--place", "ROOT").code()).isZero();
  }

  private Ended run(String command, Path file, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command, file.toString(), "--data", data.toString(), "--datasource", datasource));
    arguments.addAll(Arrays.asList(more));
    return run(arguments.toArray(String[]::new));
  }

  private static Ended run(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new ImportCommand()).setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler((e, command, _) -> {
      assertThat(e)
          .as("what can be mended is said in a sentence")
          .isInstanceOfAny(Main.UserError.class, IllegalArgumentException.class);
      command.getErr().println(e.getMessage());
      return 1;
    });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      return new Ended(line.execute(arguments), out.toString(UTF_8), err.toString());
    } finally {
      System.setOut(before);
    }
  }

  private Ended readings(String rows, String... more) throws Exception {
    Path file = Files.writeString(folder.resolve("readings.csv"), HEADER + rows);
    List<String> arguments = new ArrayList<>(List.of("--profile", profile.toString()));
    arguments.addAll(Arrays.asList(more));
    return run("readings", file, arguments.toArray(String[]::new));
  }

  private Ended greenButton(Path file, String... more) {
    return run("greenbutton", file, more);
  }

  private long count() {
    return database.read(
        tenant,
        Scope.UNBOUNDED,
        sql ->
            sql.list(
                    "SELECT coalesce(sum(d.reading_count), 0)::text FROM interval_day d WHERE d.tenant_id = :tenant",
                    Map.of(),
                    row -> Long.valueOf(row.text(1)))
                .getFirst());
  }

  @Test
  void readingsAreStoredAndCounted() throws Exception {
    String rows = "House,2026-03-30 00:15,1\nHouse,2026-03-30 00:30,2\n";
    Ended first = readings(rows, "--create-channels");
    assertThat(first.code()).as(first.toString()).isZero();
    assertThat(first.out()).matches("2 rows in \\d+\\.\\d s\\R  stored +2\\R  channels made +1\\R");
    assertThat(readings(rows).out()).contains("there already                 2");
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void refusedReadingsEndWithOneAndAreInTheRejects() throws Exception {
    Ended refused =
        readings("House,2026-03-30 00:15,x\nHouse,2026-03-30 00:30,2\n", "--create-channels");
    assertThat(refused.code()).isEqualTo(1);
    Path rejects = folder.resolve("readings.csv.rejects.csv");
    assertThat(refused.out())
        .contains("  stored                        1\n  refused                       1\n")
        .contains("  line 2: column 3: 'x' is no number\n")
        .contains("with their reasons: " + rejects);
    assertThat(Files.readString(rejects))
        .contains("line,reason")
        .contains("2,column 3: 'x' is no number");
    assertThat(readings("House,2026-03-30 00:30,2\n").code()).isZero();
    assertThat(rejects).as("of the run before").doesNotExist();
  }

  @Test
  void strictStoresNothing() throws Exception {
    Ended held =
        readings(
            "House,2026-03-30 00:15,x\nHouse,2026-03-30 00:30,2\n",
            "--create-channels",
            "--strict");
    assertThat(held.code()).isEqualTo(1);
    assertThat(held.out()).doesNotContain("stored");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void rejectsNeverOverwriteWhatIsRead() throws Exception {
    Ended over = readings("House,2026-03-30 00:15,1\n", "--rejects", profile.toString());
    assertThat(over.code()).isEqualTo(1);
    assertThat(over.err()).contains("would overwrite " + profile);
    assertThat(profile).exists();
    Ended nowhere =
        readings(
            "House,2026-03-30 00:15,1\n", "--rejects", folder.resolve("no/where.csv").toString());
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.err()).contains("cannot be written");
  }

  @Test
  void aWrongProfileIsSaidInOneSentence() throws Exception {
    for (String wrong :
        List.of(
            "",
            "[]",
            "{}",
            "null",
            PROFILE.replace("\"delimiter\"", "\"delimeter\""),
            PROFILE.replace("[{\"columnNumber\"", "[null, {\"columnNumber\""),
            PROFILE.replace("\"unitCode\": \"KWH\"", "\"unitCode\": null"),
            PROFILE.replace("KWH", "\\u0000"),
            PROFILE.replace("KWH", "ELLS"),
            PROFILE.replace("\"numberOfColumns\": 3", "\"numberOfColumns\": 2147483647"),
            PROFILE.replace("\"numberOfHeaderRows\": 1", "\"numberOfHeaderRows\": -1"),
            PROFILE.replace("\"channelInterval", "\"estimated\": {}, \"channelInterval"),
            PROFILE.replace("\"channelInterval", "\"wide\": {\"columns\": 0}, \"channelInterval"),
            PROFILE.replace(
                "\"channelInterval",
                "\"timestampFormat\": \"" + "[".repeat(9999) + "\", \"channelInterval"))) {
      Files.writeString(profile, wrong);
      Ended ended = readings("House,2026-03-30 00:15,1\n");
      assertThat(ended.code()).as(wrong).isEqualTo(1);
      assertThat(ended.err()).as(wrong).hasLineCount(1).doesNotContain("null");
    }
    Files.write(profile, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    assertThat(readings("House,2026-03-30 00:15,1\n").err()).contains("no text in UTF-8");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNoneEndsWithOne() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(run("readings", empty, "--profile", profile.toString()))
        .isEqualTo(new Ended(1, "", "The file is empty.\n"));
    assertThat(greenButton(empty).err()).contains("neither XML nor a ZIP archive");
    assertThat(greenButton(folder).err()).contains("There is no file that can be read at");
    assertThat(greenButton(empty, "--cost-scale", "9").err()).contains("must be 0 to 5");
  }

  @Test
  void aMistypedCommandEndsWithTwo() {
    Ended ended = run("readings", "x.csv", "--data", data.toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("Missing required options").contains("--datasource");
    assertThat(run("greenbutton").code()).isEqualTo(2);
  }

  @Test
  void greenButtonSaysWhatBecameOfIt() throws Exception {
    Path feed = Files.writeString(folder.resolve("feed.xml"), FEED.formatted("House", 72));
    Ended again = greenButton(feed);
    assertThat(again.code()).isZero();
    assertThat(again.out())
        .containsPattern("Hourly: meter House, channel \\d+, INTERVALUSE in WH\n")
        .contains("  0 stored, 0 replaced, 1 there already, 0 repeated, 0 refused\n");
    Ended refused =
        greenButton(Files.writeString(folder.resolve("volt.xml"), FEED.formatted("House", 29)));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out())
        .contains("Hourly: refused, 1 readings\n  the unit of measure 29 (V) cannot be stored\n");
    Ended cut = greenButton(Files.writeString(folder.resolve("cut.xml"), FEED.substring(0, 700)));
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.err()).hasLineCount(1).contains("cut.xml, line");
  }
}
