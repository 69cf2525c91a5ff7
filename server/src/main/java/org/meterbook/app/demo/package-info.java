/** The demo datasource: a small university with three years of bills. */
@NullMarked
package org.meterbook.app.demo;

import org.jspecify.annotations.NullMarked;
