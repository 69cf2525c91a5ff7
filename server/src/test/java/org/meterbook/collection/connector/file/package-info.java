@NullMarked
package org.meterbook.collection.connector.file;

import org.jspecify.annotations.NullMarked;
