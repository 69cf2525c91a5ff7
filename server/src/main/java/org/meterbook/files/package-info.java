/** Import and export formats: text files as rows, whatever their content means. */
@NullMarked
package org.meterbook.files;

import org.jspecify.annotations.NullMarked;
