package org.meterbook.api;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a client asked for, as a tree; the empty tree stands for all. {@code
 * field=meterId,commodity.commodityCode} keeps just these two.
 */
final class Selection {
  static final Selection ALL = new Selection();

  private final Map<String, Selection> children = new TreeMap<>();

  /**
   * Reads {@code a,b,child.c}; names in any letter case.
   *
   * @throws Problem a name that the shape does not have
   */
  static Selection parse(String text, Shape shape) {
    Selection selection = new Selection();
    for (String path : text.split(",", -1)) {
      selection.add(path.strip(), shape);
    }
    return selection;
  }

  private void add(String path, Shape shape) {
    Selection node = this;
    @Nullable Shape level = shape;
    for (String name : path.split("\\.", -1)) {
      Member member = level == null ? null : level.memberIgnoringCase(name).orElse(null);
      if (member == null) {
        throw Problem.invalid(
            "field",
            "there is no field '%s'; %s has %s"
                .formatted(path, shape.name(), String.join(", ", shape.names())));
      }
      node =
          node.children.computeIfAbsent(
              member.name().toLowerCase(Locale.ROOT), _ -> new Selection());
      level =
          switch (member) {
            case Member.One one -> one.shape();
            case Member.Many many -> many.shape();
            case Member.Field _ -> null;
          };
    }
  }

  boolean has(String name) {
    return children.isEmpty() || children.containsKey(name.toLowerCase(Locale.ROOT));
  }

  Selection child(String name) {
    return children.isEmpty() ? ALL : children.getOrDefault(name.toLowerCase(Locale.ROOT), ALL);
  }

  /** What both this and the other one choose. */
  Selection within(Selection other) {
    if (children.isEmpty() || other.children.isEmpty()) {
      return children.isEmpty() ? other : this;
    }
    Selection both = new Selection();
    children.forEach((name, child) -> {
      if (other.has(name)) {
        both.children.put(name, child.within(other.child(name)));
      }
    });
    if (both.children.isEmpty()) {
      throw Problem.of(
          ErrorCode.UNAUTHORIZED, "None of these fields may be seen without a further permission.");
    }
    return both;
  }

  /** Equal texts for equal selections: a part of the key under which compiled SQL is kept. */
  @Override
  public String toString() {
    return children.isEmpty() ? "" : children.toString();
  }
}
