package org.meterbook.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.meterbook.store.Table;
import org.meterbook.store.Values;

/**
 * What an object looks like to a client, and where each of its properties comes from: declared
 * once, read by the SQL compiler, field reduction, filters and the API description. Immutable.
 */
public final class Shape {
  /**
   * A row that may be joined.
   *
   * @param table its table
   * @param key the expression, in the shape's row, that holds the joined row's id
   */
  record Join(Table table, String key) {}

  private final String name;
  private final Table table;
  private final Map<String, Join> joins;
  private final Map<String, Member> members;
  private final Map<String, Member> searched;

  private Shape(Builder builder) {
    this.name = builder.name;
    this.table = builder.table;
    this.joins = Map.copyOf(builder.joins);
    this.members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(builder.members));
    this.searched = Map.copyOf(builder.searched);
  }

  /** Begins a shape over a table's rows. */
  public static Builder of(String name, Table table) {
    return new Builder(name, table);
  }

  /** The model's name in the API description. */
  public String name() {
    return name;
  }

  public Table table() {
    return table;
  }

  /** The properties, in order. */
  public List<Member> members() {
    return List.copyOf(members.values());
  }

  /** A property by its exact name, or one that is only searched by. */
  public Optional<Member> member(String member) {
    return Optional.ofNullable(members.get(member))
        .or(() -> Optional.ofNullable(searched.get(member)));
  }

  /** A property by its name in any letter case. */
  Optional<Member> memberIgnoringCase(String member) {
    return members.values().stream()
        .filter(each -> each.name().equalsIgnoreCase(member))
        .findFirst();
  }

  Optional<Join> join(String join) {
    return Optional.ofNullable(joins.get(join));
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * Collects the members of a shape. Expressions default to the column that the house's naming rule
   * gives.
   */
  public static final class Builder {
    private final String name;
    private final Table table;
    private final Map<String, Join> joins = new LinkedHashMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Member> searched = new LinkedHashMap<>();

    private Builder(String name, Table table) {
      this.name = name;
      this.table = table;
    }

    /** A field of the column named alike. */
    public Builder field(String field, FieldType type, String meaning) {
      return field(field, type, "$." + Values.column(field), meaning);
    }

    /** A field of an SQL expression. */
    public Builder field(String field, FieldType type, String sql, String meaning) {
      return add(new Member.Field(field, type, sql, meaning));
    }

    public Builder integer(String field, String meaning) {
      return field(field, FieldType.INTEGER, meaning);
    }

    public Builder text(String field, String meaning) {
      return field(field, FieldType.TEXT, meaning);
    }

    public Builder bool(String field, String meaning) {
      return field(field, FieldType.BOOLEAN, meaning);
    }

    public Builder date(String field, String meaning) {
      return field(field, FieldType.DATE_TIME, meaning);
    }

    /** A truth that is the same for every row as long as the feature behind it does not exist. */
    public Builder no(String field, String meaning) {
      return field(field, FieldType.BOOLEAN, "false", meaning);
    }

    /** A value that is absent on every row as long as the feature behind it does not exist. */
    public Builder absent(String field, FieldType type, String meaning) {
      return field(field, type, "NULL", meaning);
    }

    /**
     * A row that fields may name as {@code $join.column}; left out of a statement that needs none
     * of it.
     */
    public Builder join(String join, Table joined, String key) {
      joins.put(join, new Join(joined, key));
      return this;
    }

    /** Another row as an object. */
    public Builder one(String field, Shape shape, String key, String meaning) {
      join(field, shape.table(), key);
      return add(new Member.One(field, shape, Optional.of(field), false, meaning));
    }

    /** Another row as an object that is always shown, with empty fields where there is none. */
    public Builder oneAlways(String field, Shape shape, String key, String meaning) {
      join(field, shape.table(), key);
      return add(new Member.One(field, shape, Optional.of(field), true, meaning));
    }

    /** A list that is empty on every row as long as the feature behind it does not exist. */
    public Builder noneOf(String field, String meaning) {
      return field(field, FieldType.OBJECT, "'[]'", meaning);
    }

    /** Columns of the same row as an object. */
    public Builder group(String field, Shape shape, String meaning) {
      return add(new Member.One(field, shape, Optional.empty(), true, meaning));
    }

    /** The rows of another table whose column {@code reference} holds this row's id. */
    public Builder many(
        String field, Shape shape, String reference, String where, String order, String meaning) {
      return add(
          new Member.Many(
              field, shape, reference, table.key(), Optional.empty(), where, order, meaning));
    }

    /** The rows of another table whose column holds what this row's column named alike does. */
    public Builder matching(
        String field, Shape shape, String column, String where, String order, String meaning) {
      return add(
          new Member.Many(field, shape, column, column, Optional.empty(), where, order, meaning));
    }

    /** The rows that a link table ties to this one. */
    public Builder linked(String field, Shape shape, Table link, String order, String meaning) {
      return add(
          new Member.Many(
              field, shape, table.key(), table.key(), Optional.of(link), "", order, meaning));
    }

    /** All members and joins of another shape over the same table. */
    public Builder like(Shape other) {
      joins.putAll(other.joins);
      other.members.values().forEach(this::add);
      return this;
    }

    /** The fields and objects of another shape, whose row is the one joined as {@code join}. */
    public Builder likeJoined(String join, Shape other) {
      UnaryOperator<String> seen = sql -> sql.replace("$.", "$" + join + ".");
      other.joins.forEach((name, each) -> join(name, each.table(), seen.apply(each.key())));
      other
          .members
          .values()
          .forEach(member ->
              add(
                  switch (member) {
                    case Member.Field field ->
                        new Member.Field(
                            field.name(), field.type(), seen.apply(field.sql()), field.meaning());
                    case Member.One one when one.join().isPresent() -> one;
                    default ->
                        throw new IllegalArgumentException(member.name() + " is not of one row");
                  }));
      return this;
    }

    /** Lets filters name the members of another shape over the same table, which are not shown. */
    public Builder searchedLike(Shape other) {
      joins.putAll(other.joins);
      other.members.values().forEach(member -> searched.put(member.name(), member));
      return this;
    }

    private Builder add(Member member) {
      if (members.put(member.name(), member) != null) {
        throw new IllegalArgumentException("%s has '%s' twice".formatted(name, member.name()));
      }
      return this;
    }

    public Shape build() {
      return new Shape(this);
    }
  }

  /** All members, nested ones too, as dotted paths; for messages. */
  List<String> names() {
    return new ArrayList<>(members.keySet());
  }
}
