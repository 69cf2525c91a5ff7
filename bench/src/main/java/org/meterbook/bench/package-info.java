/**
 * Benchmarks: each figure beside the limit that the database itself sets on the same machine in the
 * same run.
 */
@NullMarked
package org.meterbook.bench;

import org.jspecify.annotations.NullMarked;
