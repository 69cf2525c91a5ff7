package org.meterbook.greenbutton;

import java.io.IOException;

/** Finds the entries of a document. Both passes over a file walk the same way. */
final class Feed {
  /** Takes one entry; the cursor is at its start. */
  interface EntryReader {
    void entry(Xml xml) throws IOException;
  }

  private Feed() {}

  static Xml open(Sources.Source source, Limits limits, Budget budget, Findings findings)
      throws IOException {
    Preamble preamble = Preamble.of(source.open());
    Xml xml = new Xml(new Tokens(preamble, source.name(), limits), limits, budget, findings);
    if (preamble.skipped()) {
      findings.tolerated(Tolerance.BYTES_BEFORE_XML, new Place(source.name(), 1, ""));
    }
    return xml;
  }

  static void walk(Xml xml, EntryReader reader) throws IOException {
    xml.root();
    Vocabulary root = xml.vocabulary();
    boolean atom = root != Vocabulary.FOREIGN && root != Vocabulary.USAGE;
    if (atom && xml.name().equals("feed")) {
      xml.expect(Vocabulary.ATOM);
      entries(xml, reader);
    } else if (atom && xml.name().equals("entry")) {
      xml.expect(Vocabulary.ATOM);
      xml.findings().tolerated(Tolerance.FEED_MISSING, xml);
      xml.entry("1");
      reader.entry(xml);
    } else {
      throw xml.refused(
          GreenButtonException.Reason.NOT_GREEN_BUTTON,
          "the root element is %s, not an Atom feed".formatted(xml.name()));
    }
    // What comes after the root must be well-formed too.
    xml.end();
  }

  private static void entries(Xml xml, EntryReader reader) throws IOException {
    int depth = xml.depth();
    int number = 0;
    while (xml.nextChild(depth)) {
      if (xml.name().equals("entry")) {
        xml.expect(Vocabulary.ATOM);
        xml.entry(String.valueOf(++number));
        reader.entry(xml);
        xml.entry("");
      }
    }
  }
}
