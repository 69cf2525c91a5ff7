@org.jspecify.annotations.NullMarked
package org.meterbook.app;
