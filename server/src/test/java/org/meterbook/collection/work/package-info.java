/** What the jobs of collection decide. */
@NullMarked
package org.meterbook.collection.work;

import org.jspecify.annotations.NullMarked;
