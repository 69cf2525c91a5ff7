/**
 * What was collected is booked: meters find their place in the books, bills and readings follow.
 */
@NullMarked
package org.meterbook.bridge;

import org.jspecify.annotations.NullMarked;
