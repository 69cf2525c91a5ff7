package org.meterbook.greenbutton;

import com.ctc.wstx.api.InvalidCharHandler;
import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of the three vocabularies, one at a time. */
final class XmlOutput {
  /** What is inside an element. */
  interface Content {
    void write() throws IOException;
  }

  /** Longest text of most fields, in characters. */
  private static final int TEXT = 256;

  private final XMLStreamWriter writer;

  XmlOutput(OutputStream out) throws IOException {
    XMLOutputFactory factory = new WstxOutputFactory();
    factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
    factory.setProperty(
        WstxOutputProperties.P_OUTPUT_INVALID_CHAR_HANDLER,
        new InvalidCharHandler.ReplacingHandler('?'));
    try {
      writer = factory.createXMLStreamWriter(out, "UTF-8");
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** One call to the writer. */
  private interface Step {
    void run() throws XMLStreamException;
  }

  private static void run(Step step) throws IOException {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw e.getNestedException() instanceof IOException cause ? cause : new IOException(e);
    }
  }

  void startFeed() throws IOException {
    run(() -> {
      writer.writeStartDocument("UTF-8", "1.0");
      writer.writeStartElement("", "feed", Vocabulary.ATOM.uri());
      writer.writeDefaultNamespace(Vocabulary.ATOM.uri());
      writer.writeNamespace("espi", Vocabulary.USAGE.uri());
      writer.writeNamespace("cust", Vocabulary.CUSTOMER.uri());
    });
  }

  void endFeed() throws IOException {
    run(() -> {
      writer.writeEndElement();
      writer.writeEndDocument();
      writer.flush();
    });
  }

  void start(Vocabulary vocabulary, String name) throws IOException {
    String prefix =
        switch (vocabulary) {
          case USAGE -> "espi";
          case CUSTOMER -> "cust";
          default -> "";
        };
    run(() -> writer.writeStartElement(prefix, name, vocabulary.uri()));
  }

  void end() throws IOException {
    run(writer::writeEndElement);
  }

  void element(Vocabulary vocabulary, String name, Content content) throws IOException {
    start(vocabulary, name);
    content.write();
    end();
  }

  /** The element with its text, whatever its length. */
  void text(Vocabulary vocabulary, String name, String text) throws IOException {
    start(vocabulary, name);
    run(() -> writer.writeCharacters(text));
    end();
  }

  /** A text field, cut to the 256 characters the schema allows. */
  void text(Vocabulary vocabulary, String name, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      text(vocabulary, name, cut(text.get()));
    }
  }

  static String cut(String text) {
    return text.codePointCount(0, text.length()) <= TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT));
  }

  void number(Vocabulary vocabulary, String name, long value) throws IOException {
    text(vocabulary, name, Long.toString(value));
  }

  void number(Vocabulary vocabulary, String name, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      number(vocabulary, name, value.getAsLong());
    }
  }

  void number(Vocabulary vocabulary, String name, OptionalInt value) throws IOException {
    if (value.isPresent()) {
      number(vocabulary, name, value.getAsInt());
    }
  }

  void money(Vocabulary vocabulary, String name, Optional<BigDecimal> amount) throws IOException {
    if (amount.isPresent()) {
      number(vocabulary, name, Money.raw(amount.get()));
    }
  }

  void interval(Vocabulary vocabulary, String name, Optional<TimeInterval> interval)
      throws IOException {
    if (interval.isPresent()) {
      interval(vocabulary, name, interval.get().start(), interval.get().duration());
    }
  }

  void interval(Vocabulary vocabulary, String name, long start, long duration) throws IOException {
    start(vocabulary, name);
    number(vocabulary, "duration", duration);
    number(vocabulary, "start", start);
    end();
  }

  void link(String relation, String href, String type) throws IOException {
    run(() -> {
      writer.writeEmptyElement("", "link", Vocabulary.ATOM.uri());
      writer.writeAttribute("rel", relation);
      writer.writeAttribute("href", href);
      if (!type.isEmpty()) {
        writer.writeAttribute("type", type);
      }
    });
  }
}
