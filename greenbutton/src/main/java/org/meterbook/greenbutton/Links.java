package org.meterbook.greenbutton;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<Integer, Map<Kind, TreeMap<Integer, Item>>> inOrder = new HashMap<>();

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
    for (long href : from.related) {
      Optional<Item> linked =
          find(bySelf, kind, from.document, href).or(() -> find(bySelf, kind, EVERYWHERE, href));
      if (linked.isPresent()) {
        return linked;
      }
    }
    TreeMap<Integer, Item> targets = all(kind, from.document);
    if (targets.size() <= 1) {
      return only(targets, from.place);
    }
    findings.tolerated(Tolerance.LINK_BY_ORDER, from.place);
    boolean before = targets.firstKey() < all(from.kind, from.document).firstKey();
    var near = before ? targets.floorEntry(from.order) : targets.ceilingEntry(from.order);
    return Optional.of(
        near != null
            ? near.getValue()
            : before ? targets.firstEntry().getValue() : targets.lastEntry().getValue());
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
    TreeMap<Integer, Item> candidates = all(kind, document);
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

  private Optional<Item> only(TreeMap<Integer, Item> candidates, Place place) {
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    findings.tolerated(Tolerance.LINK_BY_ONLY_CANDIDATE, place);
    return Optional.of(candidates.firstEntry().getValue());
  }

  private TreeMap<Integer, Item> all(Kind kind, int document) {
    Map<Kind, TreeMap<Integer, Item>> kinds = inOrder.get(document);
    TreeMap<Integer, Item> all = kinds == null ? null : kinds.get(kind);
    return all == null ? new TreeMap<>() : all;
  }

  private static Optional<Item> find(Map<Key, Item> index, Kind kind, int document, long href) {
    return href == Hrefs.NONE
        ? Optional.empty()
        : Optional.ofNullable(index.get(new Key(kind, document, href)));
  }
}
