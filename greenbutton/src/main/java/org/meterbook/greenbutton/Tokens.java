package org.meterbook.greenbutton;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxEOFException;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.meterbook.greenbutton.GreenButtonException.Reason;

/** The parser, with every one of its complaints turned into a reason and a place. */
final class Tokens implements AutoCloseable {
  // The parser keeps every name it has met; the standard and all dialects have a few hundred.
  private static final int MAXIMUM_NAMES = 4_096;

  private final XMLStreamReader reader;
  private final InputStream stream;
  private final String file;
  private final int skippedLines;
  private final Set<String> names = new HashSet<>();
  private String entry = "";

  Tokens(Preamble preamble, String file, Limits limits) throws IOException {
    this.stream = preamble.rest();
    this.file = file;
    this.skippedLines = preamble.lines();
    try {
      this.reader = factory(limits).createXMLStreamReader(stream);
    } catch (XMLStreamException e) {
      stream.close();
      throw new GreenButtonException(Reason.NOT_XML, new Place(file, 1, ""), problem(e));
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

  /** Goes to the next event; document types and entities are refused. */
  int next() throws IOException {
    int event;
    try {
      event = reader.next();
    } catch (XMLStreamException e) {
      throw translated(e);
    } catch (WstxLazyException e) {
      throw translated(e);
    }
    return switch (event) {
      case XMLStreamReader.DTD ->
          throw refused(Reason.DOCUMENT_TYPE, "a document type declaration is not read");
      case XMLStreamReader.ENTITY_REFERENCE ->
          throw refused(Reason.DOCUMENT_TYPE, "an entity of its own is not read");
      default -> event;
    };
  }

  /** The characters of the event; the parser reads some of them only now. */
  String text() throws IOException {
    try {
      return reader.getText();
    } catch (WstxLazyException e) {
      throw translated(e);
    }
  }

  /** Name of the element with its prefix. */
  String name() throws GreenButtonException {
    return known(reader.getLocalName());
  }

  private String known(String name) throws GreenButtonException {
    if (names.add(name) && names.size() > MAXIMUM_NAMES) {
      throw refused(Reason.TOO_MANY, "more than %d different names".formatted(MAXIMUM_NAMES));
    }
    return name;
  }

  int attributes() {
    return reader.getAttributeCount();
  }

  String attributeName(int index) throws GreenButtonException {
    return known(reader.getAttributeLocalName(index));
  }

  String attributeValue(int index) {
    return reader.getAttributeValue(index);
  }

  String attribute(String wanted) {
    String value = reader.getAttributeValue(null, wanted);
    return value == null ? "" : value;
  }

  private GreenButtonException translated(WstxLazyException e) throws IOException {
    return e.getCause() instanceof XMLStreamException cause
        ? translated(cause)
        : refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
  }

  private GreenButtonException translated(XMLStreamException e) throws IOException {
    boolean badBytes = e.getNestedException() instanceof CharConversionException;
    if (!badBytes && e.getNestedException() instanceof IOException cause) {
      throw cause;
    }
    String text = problem(e);
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber() + skippedLines;
    return new GreenButtonException(reason(e, text), new Place(file, line, entry), text);
  }

  /** The parser tells some of its limits apart by their words only. */
  private static Reason reason(XMLStreamException e, String text) {
    if (e instanceof WstxEOFException) {
      return Reason.TRUNCATED;
    }
    if (text.contains("ntity")) {
      return Reason.DOCUMENT_TYPE;
    }
    if (text.contains("Maximum Element Depth")) {
      return Reason.TOO_DEEP;
    }
    return text.contains("Maximum attribute size") ? Reason.TEXT_TOO_LONG : Reason.MALFORMED;
  }

  private static String problem(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  GreenButtonException refused(Reason reason, String text) {
    return new GreenButtonException(reason, place(line()), text);
  }

  int line() {
    return reader.getLocation().getLineNumber() + skippedLines;
  }

  Place place(int line) {
    return new Place(file, line, entry);
  }

  void entry(String newEntry) {
    entry = newEntry;
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
