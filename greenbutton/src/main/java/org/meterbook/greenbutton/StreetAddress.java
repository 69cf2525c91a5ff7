package org.meterbook.greenbutton;

import java.util.Optional;

/**
 * An address. Feeds either split the street or give a line of free text.
 *
 * @param number number in the street
 * @param street name of the street
 * @param type street, avenue, road
 * @param suite apartment or suite
 * @param line first line of free text
 * @param town name of the town
 * @param county name of the county
 * @param stateOrProvince its name or code
 * @param country its name or code
 * @param postalCode postal code
 * @param postBox post office box
 */
public record StreetAddress(
    Optional<String> number,
    Optional<String> street,
    Optional<String> type,
    Optional<String> suite,
    Optional<String> line,
    Optional<String> town,
    Optional<String> county,
    Optional<String> stateOrProvince,
    Optional<String> country,
    Optional<String> postalCode,
    Optional<String> postBox) {}
