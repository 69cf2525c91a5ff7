/**
 * The engine. An operation is an immutable value built once at start; router, gate, filters, field
 * reduction, SQL, OpenAPI and the conventions suite all read it, so that nothing is written per
 * operation that the engine can own.
 */
@NullMarked
package org.meterbook.api;

import org.jspecify.annotations.NullMarked;
