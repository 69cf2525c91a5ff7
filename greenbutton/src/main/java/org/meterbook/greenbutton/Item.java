package org.meterbook.greenbutton;

import java.util.Optional;

/** A resource on its way from its entry to its place among the others. */
final class Item {
  final Kind kind;
  final int document;
  final int order;
  final Resource resource;
  final Place place;
  final long self;
  final long up;
  final String path;
  final long[] related;

  /** A reading type that was found inside. */
  Optional<ReadingType> nested = Optional.empty();

  Item(Kind kind, int document, int order, Resource resource, Place place, Header header) {
    this.kind = kind;
    this.document = document;
    this.order = order;
    this.resource = resource;
    this.place = place;
    this.self = Hrefs.hash(header.self());
    this.up = Hrefs.hash(header.up());
    this.path = header.self().isEmpty() ? header.up() : header.self();
    this.related = header.related();
  }
}
