package org.meterbook.greenbutton;

import java.util.List;
import java.util.Optional;

/**
 * What the first pass found, put together.
 *
 * @param usagePoints the usage points with all that hangs on them
 * @param customers the customers with all that hangs on them
 * @param unattached what hangs on nothing
 * @param meterReadings all meter readings, by the numbers the blocks know them by
 * @param localTimes the local time of each of them
 * @param blocks the blocks
 * @param rounds how often pass two has to go through the file
 */
record Structure(
    List<UsagePoint> usagePoints,
    List<Customer> customers,
    List<Resource> unattached,
    List<MeterReading> meterReadings,
    List<Optional<TimeConfiguration>> localTimes,
    Blocks blocks,
    int rounds) {}
