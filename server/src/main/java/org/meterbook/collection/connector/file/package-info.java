/** Reads the files that customers and utilities hand over. */
@NullMarked
package org.meterbook.collection.connector.file;

import org.jspecify.annotations.NullMarked;
