package org.meterbook.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterbook.api.Call;
import org.meterbook.api.Problem;
import org.meterbook.store.Dimension;
import org.meterbook.store.Sql;
import org.meterbook.store.Table;
import org.meterbook.store.Values;

/**
 * A hierarchy: a table whose rows name their parent, and a table of every row's ancestors, itself
 * included, that is kept up with it. The root has id 1.
 *
 * @param table the nodes
 * @param parent the column of the parent's id
 * @param ancestors the table of ancestors
 * @param dimension the dimension in which its nodes bound users, if they do
 */
public record Tree(Table table, String parent, String ancestors, Optional<Dimension> dimension) {
  /** The id of every tree's root. */
  public static final int ROOT = 1;

  /** Places a new node under its parent. */
  public void add(Sql sql, int id, int parentId) {
    sql.execute(
        text(
            """
            INSERT INTO %3$s (tenant_id, %1$s, ancestor_id)
            SELECT a.tenant_id, :id, a.ancestor_id FROM %3$s a WHERE a.tenant_id = :tenant AND a.%1$s = :parent
            UNION ALL SELECT :tenant, :id, :id
            """),
        Map.of("id", id, "parent", parentId));
  }

  /** Moves a node, with everything under it, to another parent; refuses a move under itself. */
  public void move(Sql sql, int id, int parentId, String field) {
    lock(sql);
    Map<String, Integer> ids = Map.of("id", id, "parent", parentId);
    if (sql.exists(
        text(
            "SELECT 1 FROM %3$s a WHERE a.tenant_id = :tenant AND a.%1$s = :parent AND a.ancestor_id = :id"),
        ids)) {
      throw Problem.invalid(field, "must not be the node itself or one under it");
    }
    sql.execute(
        text(
            """
            DELETE FROM %3$s d WHERE d.tenant_id = :tenant
              AND d.%1$s IN (SELECT s.%1$s FROM %3$s s WHERE s.tenant_id = :tenant AND s.ancestor_id = :id)
              AND d.ancestor_id IN (SELECT u.ancestor_id FROM %3$s u WHERE u.tenant_id = :tenant AND u.%1$s = :id AND u.ancestor_id <> :id)
            """),
        ids);
    sql.execute(
        text(
            """
            INSERT INTO %3$s (tenant_id, %1$s, ancestor_id)
            SELECT s.tenant_id, s.%1$s, u.ancestor_id FROM %3$s s JOIN %3$s u ON u.tenant_id = s.tenant_id AND u.%1$s = :parent
            WHERE s.tenant_id = :tenant AND s.ancestor_id = :id
            """),
        ids);
  }

  /** Moves a node where its parent becomes another; answers whether it did. */
  public boolean moveTo(Call call, int id, int parentId, String field) {
    requireEditable(call, id);
    if (parentOf(call.sql(), id).equals(Optional.of(parentId))) {
      return false;
    }
    move(call.sql(), id, parentId, field);
    return true;
  }

  /** The node above; none above the root. */
  public Optional<Integer> parentOf(Sql sql, int id) {
    return sql.first(
            text("SELECT coalesce(t.PARENT, 0) FROM %2$s t WHERE t.tenant_id = :tenant AND t.%1$s = :id")
                .replace("PARENT", parent),
            Map.of("id", id),
            row -> row.integer(1))
        .filter(above -> above > 0);
  }

  /** Hangs the nodes that a body names under another one. */
  public UpdateResult moveAll(Call call, List<Integer> ids, int parentId) {
    List<Integer> named = Named.of(call, table, ids).ids();
    int updated = 0;
    for (int id : named) {
      if (moveTo(call, id, parentId, "[" + ids.indexOf(id) + "]")) {
        call.sql().update(table, id, Values.none().with(parent, parentId));
        updated++;
      }
    }
    return new UpdateResult(named.size(), updated);
  }

  /** Two moves at once could make a ring: they go one after the other. */
  private void lock(Sql sql) {
    sql.exists(
        text("SELECT 1 FROM %2$s t WHERE t.tenant_id = :tenant AND t.%1$s = :root FOR UPDATE"),
        Map.of("root", ROOT));
  }

  /**
   * Refuses the root and the caller's own topmost nodes, which bound the caller and are not the
   * caller's to change.
   */
  public void requireEditable(Call call, int id) {
    if (id == ROOT) {
      throw Problem.of(org.meterbook.api.ErrorCode.FORBIDDEN, "The root cannot be changed.");
    }
    if (dimension.filter(d -> call.caller().scope().topmost(d).contains(id)).isPresent()) {
      throw Problem.of(
          org.meterbook.api.ErrorCode.FORBIDDEN, "Your own topmost node cannot be changed by you.");
    }
  }

  private String text(String format) {
    return format.formatted(table.key(), table.name(), ancestors);
  }
}
