package org.meterbook.greenbutton;

/**
 * Something said of a place.
 *
 * @param place where
 * @param text what, a sentence
 */
public record Note(Place place, String text) {}
