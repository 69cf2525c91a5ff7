package org.meterbook.store.postgres;

import java.util.List;
import java.util.stream.Stream;

/** What the embedded server runs with: a small machine, one application, data that must last. */
final class PostgresSettings {
  private static final String SHARED_BUFFERS = "128MB";
  private static final int MAX_CONNECTIONS = 40;

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "password_encryption=scram-sha-256",
          "shared_buffers=" + SHARED_BUFFERS,
          "max_connections=" + MAX_CONNECTIONS,
          "random_page_cost=1.1",
          "jit=off",
          // Planning a page's joins anew costs ten times what running them does.
          "plan_cache_mode=force_generic_plan",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "min_wal_size=128MB",
          "max_wal_size=1GB",
          "checkpoint_timeout=15min",
          // Plans are kept: a table that has grown is to be looked at soon.
          "autovacuum_naptime=10s",
          "timezone=UTC",
          "log_timezone=UTC",
          // A statement of a Meterbook that was killed must not run on, holding its locks.
          "client_connection_check_interval=5s",
          // Neither statements nor the values of a row belong into a log.
          "log_min_error_statement=panic",
          "log_error_verbosity=terse");

  private PostgresSettings() {}

  static List<String> arguments(int port) {
    return Stream.concat(SETTINGS.stream(), Stream.of("port=" + port))
        .flatMap(setting -> Stream.of("-c", setting))
        .toList();
  }
}
