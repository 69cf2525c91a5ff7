package org.meterbook.collection.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form as it is shown.
 *
 * @param until how long the consent would last
 * @param ongoingEnd no data of a later day would be collected; empty where all is
 * @param typed what stands in the fields; its password is not shown
 * @param token proves that the form was opened here
 * @param visit the visit that it goes on with after a failure; empty at first
 * @param alert what is to be said above it; may be empty
 * @param errors by field
 */
record ConsentForm(
    String action,
    String company,
    String until,
    String ongoingEnd,
    List<Choice> utilities,
    Entered typed,
    String token,
    String visit,
    Way way,
    String alert,
    Map<String, String> errors) {
  /** A utility to choose, which may take files in place of credentials. */
  record Choice(String id, String title, boolean takesFiles) {}

  boolean offersFiles() {
    return utilities.stream().anyMatch(Choice::takesFiles);
  }

  /** What is said of a field that files make needless; where browsers can, it is not even shown. */
  String credentialHint(String hint) {
    return offersFiles() ? hint + " Not needed for uploads." : hint;
  }

  /** It says something that must be read first. */
  boolean isWrong() {
    return !alert.isEmpty() || !errors.isEmpty();
  }

  boolean isRetry() {
    return !visit.isEmpty();
  }

  /** Null, which leaves the attribute out, where the field is right. */
  @Nullable String invalid(String field) {
    return errors.containsKey(field) ? "true" : null;
  }

  /** Where screen readers find what is said of a field. */
  @Nullable String describedBy(String field, String hint) {
    String text = errors.containsKey(field) ? (field + "-error " + hint).strip() : hint;
    return text.isEmpty() ? null : text;
  }

  /** The first field that is wrong is where typing begins. */
  boolean isFirstWrong(String field) {
    return errors.keySet().stream().findFirst().filter(field::equals).isPresent();
  }

  String error(String field) {
    return errors.getOrDefault(field, "");
  }
}
