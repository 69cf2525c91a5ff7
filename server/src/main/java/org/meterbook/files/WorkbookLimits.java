package org.meterbook.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks through a workbook before it is read: what reads it takes rows, cells and texts into memory
 * as they come. A workbook beyond a limit is refused, never cut.
 */
final class WorkbookLimits {
  /** A workbook has no more. */
  private static final int MOST_ROWS = 1_048_576;

  private static final int MOST_COLUMNS = 16_384;

  /** Characters of a cell, with room for what is written for one of them. */
  private static final int LONGEST_TEXT = 32_767 * 8;

  /** All but the sheets is kept in memory: names, formats, texts that cells share. */
  private static final long MOST_SHARED = 32L << 20;

  private static final long MOST_UNPACKED = 512L << 20;
  private static final int MOST_MEMBERS = 10_000;
  private static final int DEEPEST = 64;

  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
  private long unpacked;
  private long shared;
  private boolean calculated = true;

  private WorkbookLimits() {
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  /**
   * Looks through a workbook.
   *
   * @return whether its formulas have results; those of one that a program wrote may have none
   * @throws FileFormatException it is none, or too large
   */
  static boolean check(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_MEMBERS) {
        throw tooLarge("more than %,d members", MOST_MEMBERS);
      }
      WorkbookLimits limits = new WorkbookLimits();
      Iterator<? extends ZipEntry> members = zip.entries().asIterator();
      while (members.hasNext()) {
        limits.look(zip, members.next());
      }
      return limits.calculated;
    } catch (IOException e) {
      throw new FileFormatException(
          "The file is no workbook that can be read: the archive is damaged or cut off.");
    } catch (XMLStreamException e) {
      throw new FileFormatException(
          "The file is no workbook that can be read: its XML is broken, or has a document type.");
    }
  }

  private static FileFormatException tooLarge(String what, long most) {
    return new FileFormatException("The workbook is too large: " + what.formatted(most) + ".");
  }

  private void look(ZipFile zip, ZipEntry member) throws IOException, XMLStreamException {
    boolean sheet = member.getName().contains("sheet") && !member.getName().contains("sharedS");
    try (InputStream in = new Counted(zip.getInputStream(member), sheet)) {
      if (member.getName().endsWith(".xml") || member.getName().endsWith(".rels")) {
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        try {
          look(xml);
        } finally {
          xml.close();
        }
        return;
      }
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  private void look(XMLStreamReader xml) throws XMLStreamException {
    int depth = 0;
    int rows = 0;
    int cells = 0;
    int text = 0;
    boolean formula = false;
    boolean value = false;
    boolean result = false;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("document type");
        case XMLStreamConstants.START_ELEMENT -> {
          text = 0;
          if (++depth > DEEPEST) {
            throw tooLarge("more than %,d elements inside each other", DEEPEST);
          }
          if (xml.getLocalName().equals("row")) {
            cells = 0;
            rows++;
          } else if (xml.getLocalName().equals("c")) {
            cells++;
            // A formula's text may be empty, a number may not.
            result = "str".equals(xml.getAttributeValue(null, "t"));
            formula = false;
            address(xml.getAttributeValue(null, "r"));
          }
          formula |= xml.getLocalName().equals("f");
          value = xml.getLocalName().equals("v");
          if (rows > MOST_ROWS) {
            throw tooLarge("more than %,d rows", MOST_ROWS);
          }
          if (cells > MOST_COLUMNS) {
            throw tooLarge("more than %,d cells in a row", MOST_COLUMNS);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          value = false;
          if (xml.getLocalName().equals("c")) {
            calculated &= result || !formula;
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          text += xml.isWhiteSpace() ? 0 : xml.getTextLength();
          result |= value;
          if (text > LONGEST_TEXT) {
            throw tooLarge("a text of more than %,d characters", LONGEST_TEXT);
          }
        }
        default -> {
          // Comments and the like take no room.
        }
      }
    }
  }

  /** A cell far to the right would make all before it. */
  private static void address(@org.jspecify.annotations.Nullable String address) {
    int column = 0;
    for (int i = 0; address != null && i < address.length(); i++) {
      char letter = address.charAt(i);
      if (letter < 'A' || letter > 'Z') {
        break;
      }
      column = column * 26 + letter - 'A' + 1;
      if (column > MOST_COLUMNS) {
        throw tooLarge("a cell beyond column %,d", MOST_COLUMNS);
      }
    }
  }

  /** Counts what is unpacked, whatever the archive says of its sizes. */
  private final class Counted extends FilterInputStream {
    private final boolean sheet;

    Counted(InputStream in, boolean sheet) {
      super(in);
      this.sheet = sheet;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int bytes) {
      unpacked += bytes;
      shared += sheet ? 0 : bytes;
      if (unpacked > MOST_UNPACKED) {
        throw tooLarge("it unpacks to more than %,d MiB", MOST_UNPACKED >> 20);
      }
      if (shared > MOST_SHARED) {
        throw tooLarge(
            "its shared texts and formats unpack to more than %,d MiB", MOST_SHARED >> 20);
      }
    }
  }
}
