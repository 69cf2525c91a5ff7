package org.meterbook.store.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Where a running embedded database is reached, and as whom. */
public record PostgresConnection(String jdbcUrl, String user, String password) {
  static final String USER = "meterbook";

  static PostgresConnection local(int port, String password) {
    return new PostgresConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
  }

  /** One setting of the server, read over a connection of its own. */
  String setting(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Without the password: connection records end up in logs. */
  @Override
  public String toString() {
    return user + " at " + jdbcUrl;
  }
}
