package org.meterbook.collection.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the browser goes in the end.
 *
 * @param redirect as asked for; empty for the default
 * @param state comes back unchanged; may be empty
 * @param stays the receipt is shown instead
 */
record Way(String redirect, String state, boolean stays) {
  private static final int LONGEST = 1500;

  static Way of(Fields fields) {
    Way way =
        new Way(
            fields.get("redirect_uri"), fields.get("state"), fields.get("noredirect").equals("1"));
    if (way.state().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new Refused(
          400,
          "This link is not valid",
          "Its state is longer than %d bytes. Please ask whoever sent it to you for another one."
              .formatted(LONGEST));
    }
    return way;
  }

  /** Is it one that the portal's owner allows? */
  boolean isAllowed(Portal portal) {
    return redirect.isEmpty() || portal.redirects().contains(redirect);
  }

  /** The address to go to, without what is added to it; empty where the receipt is the end. */
  String end(Portal portal) {
    if (stays || portal.redirects().isEmpty()) {
      return "";
    }
    return redirect.isEmpty() ? portal.redirects().getFirst() : redirect;
  }

  /** An address with parameters more; those with an empty value are left out. */
  static String with(String address, String... namesAndValues) {
    String[] parts = address.split("#", 2);
    StringBuilder text = new StringBuilder(parts[0]);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!namesAndValues[i + 1].isEmpty()) {
        text.append(text.indexOf("?") < 0 ? '?' : '&').append(namesAndValues[i]).append('=');
        text.append(
            URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8).replace("+", "%20"));
      }
    }
    return parts.length > 1 ? text + "#" + parts[1] : text.toString();
  }
}
