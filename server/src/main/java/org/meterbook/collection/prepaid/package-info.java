/** What collections cost, and the balance they are paid from. */
@NullMarked
package org.meterbook.collection.prepaid;

import org.jspecify.annotations.NullMarked;
