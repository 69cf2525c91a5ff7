/** What users do, told from beginning to end. */
@NullMarked
package org.meterbook.stories;

import org.jspecify.annotations.NullMarked;
