/** Users and their groups. */
@org.jspecify.annotations.NullMarked
package org.meterbook.identity;
