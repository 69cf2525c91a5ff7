/** A simulated utility with a website of its own, and the connector that signs in there. */
@NullMarked
package org.meterbook.collection.connector.demo;

import org.jspecify.annotations.NullMarked;
