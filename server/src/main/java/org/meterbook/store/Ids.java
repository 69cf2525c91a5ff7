package org.meterbook.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Int32 ids per tenant and table, taken from a counter table in blocks. A block is taken on a
 * connection of its own, so that no writer waits for another writer's commit; a block lost in a
 * crash leaves a gap, never a repetition.
 */
final class Ids implements AutoCloseable {
  private static final int BLOCK = 64;
  private static final int LARGEST_BLOCK = 4096;
  private static final String TAKE =
      """
      INSERT INTO tenant_counter (tenant_id, name, value) VALUES (?, ?, ?)
      ON CONFLICT (tenant_id, name) DO UPDATE SET value = tenant_counter.value + ? RETURNING value
      """;

  private record Counter(long tenant, String table) {}

  private static final class Block {
    int next;
    int left;
    int size;
  }

  private final DataSource unpooled;
  private final Map<Counter, Block> blocks = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private java.util.Optional<Connection> connection = java.util.Optional.empty();

  Ids(DataSource unpooled) {
    this.unpooled = unpooled;
  }

  int next(long tenant, String table, int count) {
    lock.lock();
    try {
      Block block = blocks.computeIfAbsent(new Counter(tenant, table), _ -> new Block());
      if (block.left < count) {
        // Who takes many waits for fewer commits: each block is twice the one before.
        block.size = Math.clamp(2L * block.size, BLOCK, LARGEST_BLOCK);
        int size = Math.max(block.size, count);
        block.next = Math.toIntExact(take(tenant, table, size)) - size + 1;
        block.left = size;
      }
      int first = block.next;
      block.next += count;
      block.left -= count;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** The name of a table's counter. */
  static String counter(String table) {
    return "id " + table;
  }

  private long take(long tenant, String table, int size) {
    try {
      if (connection.isEmpty() || !connection.get().isValid(5)) {
        connection = java.util.Optional.of(unpooled.getConnection());
      }
      try (PreparedStatement statement = connection.get().prepareStatement(TAKE)) {
        statement.setLong(1, tenant);
        statement.setString(2, counter(table));
        statement.setLong(3, size);
        statement.setLong(4, size);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          return rows.getLong(1);
        }
      }
    } catch (SQLException e) {
      throw StoreException.of(e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (SQLException e) {
      throw StoreException.of(e);
    } finally {
      lock.unlock();
    }
  }
}
