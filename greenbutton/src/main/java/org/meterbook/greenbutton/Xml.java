package org.meterbook.greenbutton;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Walks through one document, within limits, and knows where it is. */
final class Xml implements AutoCloseable {
  private final Tokens tokens;
  private final Limits limits;
  private final Budget budget;
  private final Findings findings;
  private final Scopes scopes = new Scopes();
  private int depth;
  private String name = "";
  private Vocabulary vocabulary = Vocabulary.NONE;

  Xml(Tokens tokens, Limits limits, Budget budget, Findings findings) {
    this.tokens = tokens;
    this.limits = limits;
    this.budget = budget;
    this.findings = findings;
  }

  /** Goes to the root element, whosever it is. */
  void root() throws IOException {
    while (tokens.next() != XMLStreamReader.START_ELEMENT) {
      // Comments and instructions before the root say nothing.
    }
    enter();
  }

  /** Goes to the end of the document. */
  void end() throws IOException {
    while (tokens.next() != XMLStreamReader.END_DOCUMENT) {
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
      switch (tokens.next()) {
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
      switch (tokens.next()) {
        case XMLStreamReader.START_ELEMENT -> enter();
        case XMLStreamReader.END_ELEMENT -> {
          leave();
          if (depth < own) {
            return (more == null ? first : more.toString()).strip();
          }
        }
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
          String chunk = tokens.text();
          length += chunk.length();
          checkText(length);
          if (depth == own && first.isEmpty()) {
            first = chunk;
          } else if (depth == own) {
            more = more == null ? new StringBuilder(first) : more;
            more.append(chunk);
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
      switch (tokens.next()) {
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
          text.append(tokens.text());
          checkText(text.length());
        }
        default -> {}
      }
    }
  }

  private void enter() throws GreenButtonException {
    depth++;
    if (depth > limits.depth()) {
      throw refused(
          GreenButtonException.Reason.TOO_DEEP,
          "more than " + limits.depth() + " elements inside each other");
    }
    for (int i = 0; i < tokens.attributes(); i++) {
      String attribute = tokens.attributeName(i);
      if (attribute.equals("xmlns")) {
        scopes.declare(depth, "", tokens.attributeValue(i));
      } else if (attribute.startsWith("xmlns:")) {
        scopes.declare(depth, attribute.substring(6), tokens.attributeValue(i));
      }
    }
    String raw = tokens.name();
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

  GreenButtonException refused(GreenButtonException.Reason reason, String text) {
    return tokens.refused(reason, text);
  }

  Place place() {
    return tokens.place(line());
  }

  Place place(int line) {
    return tokens.place(line);
  }

  int line() {
    return tokens.line();
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
    return tokens.attribute(wanted);
  }

  void entry(String newEntry) {
    tokens.entry(newEntry);
  }

  Findings findings() {
    return findings;
  }

  @Override
  public void close() throws IOException {
    tokens.close();
  }
}
