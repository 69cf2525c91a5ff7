package org.meterbook.job;

import java.time.Instant;

/**
 * A piece of work that this process is at.
 *
 * @param tenant the datasource
 * @param id its row
 * @param kind who is to do it
 * @param subject what it is about; of one kind and subject there is one job at most
 * @param due when it was to be done
 * @param attempts how often it was begun, this time included
 * @param firstTried when it was begun for the first time since it was asked for
 * @param lease what shows that it is still ours
 */
public record Job(
    long tenant,
    int id,
    String kind,
    int subject,
    Instant due,
    int attempts,
    Instant firstTried,
    String lease) {}
