@NullMarked
package org.meterbook.collection.page;

import org.jspecify.annotations.NullMarked;
