package org.meterbook.greenbutton;

import java.util.OptionalLong;

/**
 * An option on a tariff.
 *
 * @param type the option's name
 * @param enrollmentStatus unenrolled, enrolled, enrolledPending
 * @param effectiveDate since when, epoch seconds
 */
public record TariffRider(String type, String enrollmentStatus, OptionalLong effectiveDate) {}
