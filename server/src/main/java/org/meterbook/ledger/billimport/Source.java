package org.meterbook.ledger.billimport;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A text file of bills, as it came or as another format was brought into it.
 *
 * @param name what it is called
 * @param profile what its columns are, by what the books know
 * @param faults what is wrong with lines beside what they say, by their numbers
 */
record Source(
    String name, Path path, Function<Catalogue, Profile> profile, Map<Long, String> faults) {
  Optional<String> fault(long line) {
    return Optional.ofNullable(faults.get(line));
  }
}
