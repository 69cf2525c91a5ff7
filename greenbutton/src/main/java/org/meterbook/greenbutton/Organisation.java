package org.meterbook.greenbutton;

import java.util.Optional;

/**
 * Who somebody is and how to reach them.
 *
 * @param streetAddress where they are
 * @param postalAddress where their post goes
 * @param phone first telephone number, as people write it
 * @param email first address of electronic mail
 * @param name their name
 */
public record Organisation(
    Optional<StreetAddress> streetAddress,
    Optional<StreetAddress> postalAddress,
    Optional<String> phone,
    Optional<String> email,
    Optional<String> name) {}
