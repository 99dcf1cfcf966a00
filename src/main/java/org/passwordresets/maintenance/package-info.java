/**
 * Background work that one server of a cluster does at a time. The stub has none of these beans.
 *
 * <p>A row in {@code maintenance_leases} says which server does the work. It is a lease that expires, because a server may be
 * killed while it holds one, and because the members of a replication group do not share {@code GET_LOCK}.
 */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.maintenance;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
