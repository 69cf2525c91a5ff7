package org.meterbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterbook.store.postgres.EmbeddedPostgres;
import org.meterbook.testing.TestServer;

/** What is backed up comes back as it was. */
class BackupTest {
  @Test
  void aBackupRestoredElsewhereIsEqualAndIsRefusedWhereSomethingIs(@TempDir Path directory) {
    TestServer.demo();
    Database source = TestServer.server().database();
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    long rows = Backup.write(source, first);
    assertThat(rows).isGreaterThan(10_000);
    assertThatThrownBy(() -> Backup.restore(source, new ByteArrayInputStream(first.toByteArray())))
        .hasMessageContaining("empty");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
        Database target =
            Database.open(
                new Database.Settings(postgres.jdbcUrl(), postgres.user(), postgres.password(), 2),
                Clock.systemUTC())) {
      assertThatThrownBy(() ->
              Backup.restore(
                  target, new ByteArrayInputStream("no backup".getBytes(StandardCharsets.UTF_8))))
          .hasMessageContaining("no backup");
      assertThat(Backup.restore(target, new ByteArrayInputStream(first.toByteArray())))
          .isEqualTo(rows);
      long tenant = TestServer.demo().tenant();
      String sums =
          "SELECT count(*)::text || '/' || sum(total_cost)::text FROM bill WHERE tenant_id = :tenant";
      String expected =
          source.read(
              tenant,
              Scope.UNBOUNDED,
              sql -> sql.first(sums, Map.of(), row -> row.text(1)).orElseThrow());
      String restored =
          target.read(
              tenant,
              Scope.UNBOUNDED,
              sql -> sql.first(sums, Map.of(), row -> row.text(1)).orElseThrow());
      assertThat(restored).isEqualTo(expected);
      int next = target.write(tenant, Scope.UNBOUNDED, null, sql -> sql.nextId(Tables.BILL));
      assertThat(next).as("ids go on where they were").isGreaterThan(1296);
    }
  }
}
