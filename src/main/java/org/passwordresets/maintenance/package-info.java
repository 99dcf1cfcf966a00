/**
 * Work in the background that one server of a cluster does at a time. None of its beans is there in the stub.
 *
 * <p>A row in {@code maintenance_leases} says which server that is. It is a lease with an end, because a server may be killed
 * while it holds one, and because {@code GET_LOCK} is not shared between the members of a replication group.
 */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.maintenance;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
