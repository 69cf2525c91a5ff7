/** The books: one package a feature, each with its shapes, requests, operations and rules. */
@NullMarked
package org.meterbook.ledger;

import org.jspecify.annotations.NullMarked;
