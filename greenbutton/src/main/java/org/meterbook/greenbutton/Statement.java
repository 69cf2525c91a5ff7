package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A bill as a document.
 *
 * @param entry the Atom entry
 * @param issueDateTime when it was issued, epoch seconds
 * @param documents where it is to be had
 */
public record Statement(Entry entry, OptionalLong issueDateTime, List<Document> documents)
    implements Resource {
  /** Copies the list. */
  public Statement {
    documents = List.copyOf(documents);
  }

  /**
   * A document of a bill.
   *
   * @param fileName its name; never a path to be trusted
   * @param mediaType application/pdf and the like
   * @param url where it is to be had
   */
  public record Document(Optional<String> fileName, Optional<String> mediaType, String url) {}
}
