package org.meterbook.greenbutton;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxEOFException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Walks through one document, within limits, and knows where it is. */
final class Xml implements AutoCloseable {
  private final XMLStreamReader reader;
  private final InputStream stream;
  private final String file;
  private final int skippedLines;
  private final Limits limits;
  private final Findings findings;
  private final Scopes scopes = new Scopes();
  private int depth;
  private String name = "";
  private Vocabulary vocabulary = Vocabulary.NONE;
  private String entry = "";
  private final Budget budget;

  Xml(Preamble preamble, String file, Limits limits, Budget budget, Findings findings)
      throws IOException {
    this.stream = preamble.rest();
    this.file = file;
    this.skippedLines = preamble.lines();
    this.limits = limits;
    this.findings = findings;
    this.budget = budget;
    try {
      this.reader = factory(limits).createXMLStreamReader(stream);
    } catch (XMLStreamException e) {
      throw refused(GreenButtonException.Reason.NOT_XML, new Place(file, 1, ""), problem(e));
    }
  }

  private static XMLInputFactory factory(Limits limits) {
    XMLInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.textCharacters());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 256);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth() + 1);
    return factory;
  }

  /** Goes to the root element, whosever it is. */
  void root() throws IOException {
    while (event() != XMLStreamReader.START_ELEMENT) {
      // Comments and instructions before the root say nothing.
    }
    enter();
  }

  /** Goes to the end of the document. */
  void end() throws IOException {
    while (event() != XMLStreamReader.END_DOCUMENT) {
      // Comments and instructions after the root say nothing.
    }
  }

  /**
   * Goes on to the next element inside the one at a depth; what is left of the one before is
   * skipped.
   *
   * @return false at the end of the element at that depth
   */
  boolean nextChild(int parent) throws IOException {
    while (true) {
      switch (event()) {
        case XMLStreamReader.START_ELEMENT -> {
          enter();
          if (depth == parent + 1) {
            if (vocabulary != Vocabulary.FOREIGN) {
              return true;
            }
            findings.tolerated(Tolerance.FOREIGN_ELEMENT, this);
          }
        }
        case XMLStreamReader.END_ELEMENT -> {
          leave();
          if (depth < parent) {
            return false;
          }
        }
        case XMLStreamReader.END_DOCUMENT -> {
          return false;
        }
        default -> {}
      }
    }
  }

  /** The same, and the child is to be of a vocabulary. */
  boolean nextChild(int parent, Vocabulary expected) throws IOException {
    boolean found = nextChild(parent);
    if (found) {
      expect(expected);
    }
    return found;
  }

  /** Lists it if the element is not of the vocabulary it should be of. */
  void expect(Vocabulary expected) {
    if (vocabulary != expected) {
      findings.tolerated(
          switch (vocabulary) {
            case NONE -> Tolerance.NAMESPACE_MISSING;
            case UNDECLARED -> Tolerance.PREFIX_UNDECLARED;
            default -> Tolerance.NAMESPACE_WRONG;
          },
          this);
    }
  }

  /** The text of the element, which is then behind us; elements in it are skipped. */
  String text() throws IOException {
    int own = depth;
    String first = "";
    @Nullable StringBuilder more = null;
    int length = 0;
    while (true) {
      switch (event()) {
        case XMLStreamReader.START_ELEMENT -> enter();
        case XMLStreamReader.END_ELEMENT -> {
          leave();
          if (depth < own) {
            return (more == null ? first : more.toString()).strip();
          }
        }
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
          length += reader.getTextLength();
          checkText(length);
          if (depth == own) {
            if (more == null && first.isEmpty()) {
              first = reader.getText();
            } else {
              more = more == null ? new StringBuilder(first) : more;
              more.append(
                  reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
          }
        }
        default -> {}
      }
    }
  }

  /** The element with everything in it, which is then behind us. */
  Node node(Vocabulary expected) throws IOException {
    int own = depth;
    final int line = line();
    final String ownName = name;
    StringBuilder text = new StringBuilder();
    List<Node> children = new ArrayList<>(4);
    while (true) {
      switch (event()) {
        case XMLStreamReader.START_ELEMENT -> {
          enter();
          if (vocabulary == Vocabulary.FOREIGN) {
            findings.tolerated(Tolerance.FOREIGN_ELEMENT, this);
            text();
          } else {
            expect(expected);
            children.add(node(expected));
          }
        }
        case XMLStreamReader.END_ELEMENT -> {
          leave();
          if (depth < own) {
            budget.keep(64L + text.length(), this);
            return new Node(ownName, text.toString().strip(), children, line);
          }
        }
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
          checkText(text.length() + reader.getTextLength());
          text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        }
        default -> {}
      }
    }
  }

  private int event() throws IOException {
    int event;
    try {
      event = reader.next();
    } catch (XMLStreamException e) {
      throw translated(e);
    }
    switch (event) {
      case XMLStreamReader.DTD ->
          throw refused(
              GreenButtonException.Reason.DOCUMENT_TYPE, "a document type declaration is not read");
      case XMLStreamReader.ENTITY_REFERENCE ->
          throw refused(
              GreenButtonException.Reason.DOCUMENT_TYPE, "an entity of its own is not read");
      default -> {}
    }
    return event;
  }

  private void enter() throws GreenButtonException {
    depth++;
    if (depth > limits.depth()) {
      throw refused(
          GreenButtonException.Reason.TOO_DEEP,
          "more than " + limits.depth() + " elements inside each other");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String attribute = reader.getAttributeLocalName(i);
      if (attribute.equals("xmlns")) {
        scopes.declare(depth, "", reader.getAttributeValue(i));
      } else if (attribute.startsWith("xmlns:")) {
        scopes.declare(depth, attribute.substring(6), reader.getAttributeValue(i));
      }
    }
    String raw = reader.getLocalName();
    int colon = raw.indexOf(':');
    name = colon < 0 ? raw : raw.substring(colon + 1);
    vocabulary = scopes.of(colon < 0 ? "" : raw.substring(0, colon));
  }

  private void leave() {
    scopes.leave(depth);
    depth--;
  }

  private void checkText(int length) throws GreenButtonException {
    if (length > limits.textCharacters()) {
      throw refused(
          GreenButtonException.Reason.TEXT_TOO_LONG,
          "a text of more than " + limits.textCharacters() + " characters");
    }
  }

  private GreenButtonException translated(XMLStreamException e) throws IOException {
    if (e.getNestedException() instanceof IOException cause) {
      throw cause;
    }
    String text = problem(e);
    GreenButtonException.Reason reason = GreenButtonException.Reason.MALFORMED;
    if (e instanceof WstxEOFException) {
      reason = GreenButtonException.Reason.TRUNCATED;
    } else if (text.contains("ntity")) {
      reason = GreenButtonException.Reason.DOCUMENT_TYPE;
    } else if (text.contains("depth limit") || text.contains("Maximum Element Depth")) {
      reason = GreenButtonException.Reason.TOO_DEEP;
    } else if (text.contains("ttribute size") || text.contains("ttribute limit")) {
      reason = GreenButtonException.Reason.TEXT_TOO_LONG;
    }
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber() + skippedLines;
    return new GreenButtonException(reason, new Place(file, line, entry), text);
  }

  private static String problem(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  GreenButtonException refused(GreenButtonException.Reason reason, String text) {
    return refused(reason, place(), text);
  }

  private static GreenButtonException refused(
      GreenButtonException.Reason reason, Place place, String text) {
    return new GreenButtonException(reason, place, text);
  }

  Place place() {
    return place(line());
  }

  Place place(int line) {
    return new Place(file, line, entry);
  }

  int line() {
    return reader.getLocation().getLineNumber() + skippedLines;
  }

  int depth() {
    return depth;
  }

  String name() {
    return name;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  String attribute(String wanted) {
    String value = reader.getAttributeValue(null, wanted);
    return value == null ? "" : value;
  }

  void entry(String newEntry) {
    entry = newEntry;
  }

  Findings findings() {
    return findings;
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    } finally {
      stream.close();
    }
  }
}
