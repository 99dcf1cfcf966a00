/**
 * Three programs for those who write a client: the environment {@code stub} of the production jar. None needs a database, or
 * code for an operation that was just written. What the server checks before its controllers is checked here by the same
 * classes. This room has what the three share: the contract, which may be edited while they run, and the journal of requests,
 * which {@code /__stub} shows.
 *
 * <ul>
 *   <li>{@code examples}: the stateless stub responds with the contract's examples.
 *   <li>{@code state}: the stateful stub keeps resources in memory.
 *   <li>{@code proxy}: the validating proxy compares another server with the contract.
 * </ul>
 *
 * <p>The server has none of these beans, and these programs have none of those that it responds with.
 */
@Configuration
@Requires(env = "stub")
package org.passwordresets.stub;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
