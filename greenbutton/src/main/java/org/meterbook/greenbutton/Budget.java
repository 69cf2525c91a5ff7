package org.meterbook.greenbutton;

/** What a file may still hold in memory. */
final class Budget {
  private final Limits limits;
  private long characters;
  private int entries;
  private int links;

  Budget(Limits limits) {
    this.limits = limits;
    this.characters = limits.structureCharacters();
    this.entries = limits.entries();
    this.links = limits.links();
  }

  void keep(long more, Xml at) throws GreenButtonException {
    characters -= more;
    if (characters < 0) {
      throw tooMany(limits.structureCharacters(), "characters besides readings", at);
    }
  }

  void entry(Xml at) throws GreenButtonException {
    if (--entries < 0) {
      throw tooMany(limits.entries(), "entries and blocks", at);
    }
  }

  void link(Xml at) throws GreenButtonException {
    if (--links < 0) {
      throw tooMany(limits.links(), "links", at);
    }
  }

  private static GreenButtonException tooMany(long limit, String what, Xml at) {
    return at.refused(
        GreenButtonException.Reason.TOO_MANY, "more than %d %s".formatted(limit, what));
  }
}
