package org.meterbook.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresTest {
  @TempDir Path data;

  @Test
  void startsOnAnEmptyDirectory() throws Exception {
    try (var postgres = EmbeddedPostgres.start(data)) {
      assertThat(ask(postgres, "SELECT lower('ÄRGER')")).isEqualTo("ärger");
      assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(ask(postgres, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'"))
          .isEqualTo("C.UTF-8");
    }
  }

  @Test
  void keepsDataOverARestart() throws Exception {
    try (var first = EmbeddedPostgres.start(data)) {
      change(first, "CREATE TABLE meter AS SELECT 'M-1' AS code");
    }
    try (var second = EmbeddedPostgres.start(data)) {
      assertThat(ask(second, "SELECT code FROM meter")).isEqualTo("M-1");
    }
  }

  @Test
  void endsTheServerOnClose() {
    var postgres = EmbeddedPostgres.start(data);

    postgres.close();

    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    assertThat(EmbeddedPostgres.running(data)).isEmpty();
    postgres.close();
  }

  @Test
  void takesOverTheServerOfAKilledProcess() throws Exception {
    long leftOver;
    try (var other = new OtherProcess(data)) {
      leftOver = other.postmaster();
    }
    try (var postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.processId()).isEqualTo(leftOver);
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void refusesADirectoryAnotherProcessUses() throws Exception {
    try (var other = new OtherProcess(data)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data))
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining(data.toRealPath().toString())
          .hasMessageContaining("in use by another Meterbook (process " + other.process() + ")");
    }
    EmbeddedPostgres.start(data).close();
  }

  @Test
  void refusesASecondStartInTheSameProcess() throws Exception {
    try (var first = EmbeddedPostgres.start(data)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> EmbeddedPostgres.start(data))
            .isInstanceOf(PostgresException.class)
            .hasMessageContaining("in use");
      }
      assertThat(ask(first, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void isFoundByOtherProcessesWhileItRuns() throws Exception {
    assertThat(EmbeddedPostgres.running(data)).isEmpty();
    try (var other = new OtherProcess(data)) {
      var connection = EmbeddedPostgres.running(data).orElseThrow();
      assertThat(connection.setting("port")).isNotEmpty();
      assertThat(connection.toString()).doesNotContain(connection.password());
      assertThat(other.process()).isPositive();
    }
    EmbeddedPostgres.start(data).close();
  }

  @Test
  void refusesADatabaseOfAnotherMajorVersion() throws Exception {
    EmbeddedPostgres.start(data).close();
    Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(data))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("made by PostgreSQL 17")
        .hasMessageContaining("brings PostgreSQL 18")
        .hasMessageContaining("meterbook backup")
        .hasMessageContaining("meterbook restore");
  }

  @Test
  void keepsThePasswordToItsOwner() throws Exception {
    try (var postgres = EmbeddedPostgres.start(data)) {
      Path file = data.resolve("postgres.password");

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(file).hasContent(postgres.password());
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      try (var files = Files.list(data)) {
        assertThat(files.map(Path::getFileName).map(Path::toString))
            .contains("meterbook.lock", "postgres", "postgres.log", "postgres.password")
            .noneMatch(name -> name.endsWith(".new"));
      }
    }
  }

  @Test
  void recoversFromAKilledServerAndItsStaleProcessFile() throws Exception {
    var killed = EmbeddedPostgres.start(data);
    change(killed, "CREATE TABLE meter AS SELECT 'M-1' AS code");
    kill(killed);
    assertThat(data.resolve("postgres/postmaster.pid")).exists();

    try (var next = EmbeddedPostgres.start(data)) {
      assertThat(ask(next, "SELECT code FROM meter")).isEqualTo("M-1");
    }
  }

  @Test
  void startsWhenTheStaleProcessFileNamesAStranger() throws Exception {
    var killed = EmbeddedPostgres.start(data);
    kill(killed);
    nameInProcessFile(ProcessHandle.current().pid());

    EmbeddedPostgres.start(data).close();
  }

  @Test
  void beginsAgainAfterAFirstStartThatWasCutOff() throws Exception {
    EmbeddedPostgres.start(data).close();
    Files.move(data.resolve("postgres"), data.resolve("postgres.new"));

    EmbeddedPostgres.start(data).close();

    assertThat(data.resolve("postgres.new")).doesNotExist();
  }

  @Test
  void showsTheServersLastWordsWhenItDoesNotStart() throws Exception {
    EmbeddedPostgres.start(data).close();
    Files.writeString(data.resolve("postgres/postgresql.conf"), "no_such_setting = on\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(data))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("did not start")
        .hasMessageContaining("no_such_setting")
        .hasMessageContaining("postgres.log");
  }

  private static void kill(EmbeddedPostgres postgres) throws Exception {
    var process = ProcessHandle.of(postgres.processId()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(30, TimeUnit.SECONDS);
    postgres.close();
  }

  private void nameInProcessFile(long process) throws IOException {
    Path file = data.resolve("postgres/postmaster.pid");
    var lines = Files.readAllLines(file);
    lines.set(0, Long.toString(process));
    Files.write(file, lines);
  }

  private static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void change(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  /** A second Java process that holds the database until it is killed. */
  private static final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final long postmaster;

    OtherProcess(Path data) throws IOException {
      process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Holder.class.getName(),
                  data.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String line =
          process
              .inputReader(UTF_8)
              .lines()
              .filter(it -> it.startsWith("postmaster "))
              .findFirst()
              .orElseThrow();
      postmaster = Long.parseLong(line.substring("postmaster ".length()));
    }

    long process() {
      return process.pid();
    }

    long postmaster() {
      return postmaster;
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  /** What that process runs. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      var postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
      System.out.println("postmaster " + postgres.processId());
      if (System.in.read() < 0) {
        postgres.close();
      }
    }
  }
}
