package org.meterbook.greenbutton;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Finds where links lead, and where missing ones would. */
final class Links {
  /** Links lead within a document first; this stands for all of a file. */
  private static final int EVERYWHERE = -1;

  private record Key(Kind kind, int document, long href) {}

  private final Findings findings;
  private final Map<Key, Item> bySelf = new HashMap<>();
  private final Map<Key, Item> byRelated = new HashMap<>();
  private final Map<Key, NavigableMap<Integer, Item>> free = new HashMap<>();
  private final Map<Integer, Map<Kind, NavigableMap<Integer, Item>>> inOrder = new HashMap<>();

  Links(List<Item> items, Findings findings) {
    this.findings = findings;
    for (Item item : items) {
      index(bySelf, item, item.self);
      for (long href : item.related) {
        index(byRelated, item, href);
      }
      inOrder
          .computeIfAbsent(item.document, any -> new EnumMap<>(Kind.class))
          .computeIfAbsent(item.kind, any -> new TreeMap<>())
          .put(item.order, item);
    }
  }

  private static void index(Map<Key, Item> index, Item item, long href) {
    if (href != Hrefs.NONE) {
      index.putIfAbsent(new Key(item.kind, item.document, href), item);
      index.putIfAbsent(new Key(item.kind, EVERYWHERE, href), item);
    }
  }

  /** What the item hangs on. */
  Optional<Item> parent(Item child, Kind kind) {
    Optional<Item> linked = linked(child, kind);
    if (linked.isPresent()) {
      return linked;
    }
    Optional<Item> above = find(bySelf, kind, child.document, child.up);
    for (long href : Hrefs.above(child.path)) {
      above = above.or(() -> find(bySelf, kind, child.document, href));
    }
    if (above.isPresent()) {
      findings.tolerated(Tolerance.LINK_BY_HREF, child.place);
      return above;
    }
    long token = Hrefs.token(child.path, kind.segment());
    return guess(kind, child.document, child.order, token, child.place);
  }

  /** What the item hangs on by a link of the standard. */
  Optional<Item> linked(Item child, Kind kind) {
    return find(byRelated, kind, child.document, child.up)
        .or(() -> find(byRelated, kind, child.document, child.self))
        .or(() -> find(byRelated, kind, EVERYWHERE, child.up))
        .or(() -> find(byRelated, kind, EVERYWHERE, child.self));
  }

  /** The one thing of a kind that the item refers to. */
  Optional<Item> target(Item from, Kind kind) {
    Optional<Item> linked = referred(from, kind);
    if (linked.isPresent()) {
      return linked;
    }
    NavigableMap<Integer, Item> free = free(kind, from);
    if (free.size() <= 1) {
      return only(free, from.place);
    }
    findings.tolerated(Tolerance.LINK_BY_ORDER, from.place);
    boolean before = free.firstKey() < all(from.kind, from.document).firstKey();
    var near = before ? free.floorEntry(from.order) : free.ceilingEntry(from.order);
    var end = before ? free.firstEntry() : free.lastEntry();
    return Optional.of(near != null ? near.getValue() : end.getValue());
  }

  private Optional<Item> referred(Item from, Kind kind) {
    for (long href : from.related) {
      Optional<Item> linked =
          find(bySelf, kind, from.document, href).or(() -> find(bySelf, kind, EVERYWHERE, href));
      if (linked.isPresent()) {
        return linked;
      }
    }
    return Optional.empty();
  }

  /** What no link leads to: what is linked by others is not missing a link. */
  private NavigableMap<Integer, Item> free(Kind kind, Item from) {
    return free.computeIfAbsent(
        new Key(kind, from.document, Hrefs.NONE),
        any -> {
          NavigableMap<Integer, Item> left = new TreeMap<>(all(kind, from.document));
          for (Item other : all(from.kind, from.document).values()) {
            referred(other, kind).ifPresent(claimed -> left.remove(claimed.order, claimed));
          }
          return left;
        });
  }

  /** The meter reading of a block. */
  Optional<Item> meterReading(Blocks blocks, int block, Place place) {
    int document = blocks.document(block);
    Kind kind = Kind.METER_READING;
    Optional<Item> linked =
        find(byRelated, kind, document, blocks.up(block))
            .or(() -> find(byRelated, kind, document, blocks.self(block)))
            .or(() -> find(byRelated, kind, EVERYWHERE, blocks.up(block)))
            .or(() -> find(byRelated, kind, EVERYWHERE, blocks.self(block)));
    if (linked.isPresent()) {
      return linked;
    }
    Optional<Item> above =
        find(bySelf, kind, document, blocks.above(block))
            .or(() -> find(bySelf, kind, document, blocks.up(block)));
    if (above.isPresent()) {
      findings.tolerated(Tolerance.LINK_BY_HREF, place);
      return above;
    }
    return guess(kind, document, blocks.order(block), blocks.token(block), place);
  }

  private Optional<Item> guess(Kind kind, int document, int order, long token, Place place) {
    NavigableMap<Integer, Item> candidates = all(kind, document);
    var before = candidates.floorEntry(order);
    var near = before != null ? before : candidates.firstEntry();
    // A path that names another one is no missing link: what it names is not in the file.
    if (near == null || contradicts(near.getValue(), token)) {
      return Optional.empty();
    }
    if (candidates.size() == 1) {
      return only(candidates, place);
    }
    findings.tolerated(Tolerance.LINK_BY_ORDER, place);
    return Optional.of(near.getValue());
  }

  private static boolean contradicts(Item candidate, long token) {
    long own = Hrefs.token(candidate.path, candidate.kind.segment());
    return token != Hrefs.NONE && own != Hrefs.NONE && token != own;
  }

  private Optional<Item> only(NavigableMap<Integer, Item> candidates, Place place) {
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    findings.tolerated(Tolerance.LINK_BY_ONLY_CANDIDATE, place);
    return Optional.of(candidates.firstEntry().getValue());
  }

  private NavigableMap<Integer, Item> all(Kind kind, int document) {
    Map<Kind, NavigableMap<Integer, Item>> kinds = inOrder.get(document);
    NavigableMap<Integer, Item> all = kinds == null ? null : kinds.get(kind);
    return all == null ? new TreeMap<>() : all;
  }

  private static Optional<Item> find(Map<Key, Item> index, Kind kind, int document, long href) {
    return href == Hrefs.NONE
        ? Optional.empty()
        : Optional.ofNullable(index.get(new Key(kind, document, href)));
  }
}
