package org.meterbook.api;

/**
 * A computed answer that is one page of more.
 *
 * @param answer what is answered
 * @param page which page it is
 * @param total how many rows there are in all
 */
public record Paged(Object answer, Paging page, long total) {}
