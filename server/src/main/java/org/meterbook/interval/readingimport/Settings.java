package org.meterbook.interval.readingimport;

import java.util.Optional;

/**
 * How to import a file.
 *
 * @param task names the import
 * @param fileName the file's name, as its author calls it
 * @param note what its author says of it
 * @param createChannels makes channels of known meters that are missing
 * @param strict stores nothing if a row is refused
 */
record Settings(
    String task, String fileName, Optional<String> note, boolean createChannels, boolean strict) {}
