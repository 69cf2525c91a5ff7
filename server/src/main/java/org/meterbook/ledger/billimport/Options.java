package org.meterbook.ledger.billimport;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to import.
 *
 * @param strict book nothing at all where a row is refused
 * @param rejectsPath where refused rows go; written only where there are any
 * @param progress is told how far it is
 */
public record Options(boolean strict, Optional<Path> rejectsPath, Progress progress) {}
