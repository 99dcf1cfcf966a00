/**
 * The programs for client developers: the environment {@code stub} of the production jar. They need neither a database nor
 * code for a new operation. Requests pass the same checks as on the server, in the same classes. This package contains what
 * they share: the contract, which you can edit while they run, and the journal of requests at {@code /__stub}.
 *
 * <ul>
 *   <li>{@code examples}: the stateless stub responds with the contract's examples.
 *   <li>{@code state}: the stateful stub keeps resources in memory.
 *   <li>{@code foreign}: the stub of a third-party document, and of our operations outside JSON:API.
 *   <li>{@code proxy}: the validating proxy compares another server with the contract.
 * </ul>
 *
 * <p>The server has none of these beans, and these programs have none of the server's controllers.
 */
@Configuration
@Requires(env = "stub")
package org.passwordresets.stub;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
