/** Readings from text files and workbooks, by profiles that say what the columns are. */
@NullMarked
package org.meterbook.interval.readingimport;

import org.jspecify.annotations.NullMarked;
