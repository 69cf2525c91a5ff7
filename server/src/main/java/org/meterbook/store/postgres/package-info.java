/**
 * The embedded PostgreSQL: unpacks it, creates its cluster, starts, adopts and stops it.
 *
 * <p>{@link org.meterbook.store.postgres.EmbeddedPostgres} is the way in. What is on disk belongs
 * to the operator: nothing here deletes data, and nothing ever deletes {@code postmaster.pid}.
 */
@NullMarked
package org.meterbook.store.postgres;

import org.jspecify.annotations.NullMarked;
