/** Who may do what: datasources, users, roles, permissions, keys, tokens, passwords. */
@NullMarked
package org.meterbook.identity;

import org.jspecify.annotations.NullMarked;
