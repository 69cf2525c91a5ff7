/**
 * The conventions suite: what every operation owes its callers, checked over every registered
 * operation. Nothing here is written for one of them; a new resource is covered by being
 * registered.
 */
@NullMarked
package org.meterbook.conventions;

import org.jspecify.annotations.NullMarked;
