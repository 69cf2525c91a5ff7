/**
 * PostgreSQL behind a tenant-scoped SQL context. The only room that imports JDBC, Flyway and
 * Hikari: whoever else wants rows gets an {@link org.meterbook.store.Sql} that is bound to one
 * tenant.
 */
@NullMarked
package org.meterbook.store;

import org.jspecify.annotations.NullMarked;
