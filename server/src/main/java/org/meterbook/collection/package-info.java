/**
 * Collection with the customer's consent: forms, authorizations, meters, their bills and interval
 * data, behind the API that collection clients speak.
 */
@NullMarked
package org.meterbook.collection;

import org.jspecify.annotations.NullMarked;
