@NullMarked
package org.meterbook.collection.connector.demo;

import org.jspecify.annotations.NullMarked;
