package org.meterbook.collection.page;

import java.util.Optional;

/**
 * What surrounds a page.
 *
 * @param company the requester; empty where it is not known
 * @param contact whom to ask; may be empty
 * @param style the style sheet's address
 * @param refreshes the browser asks again by itself
 */
record Frame(
    String title,
    String company,
    Optional<String> logo,
    String contact,
    String style,
    boolean refreshes) {
  Frame refreshing() {
    return new Frame(title, company, logo, contact, style, true);
  }
}
