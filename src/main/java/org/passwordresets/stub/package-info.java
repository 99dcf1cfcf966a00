/**
 * The stub server: the environment {@code stub} of the production jar. It answers from the contract's examples, so it needs
 * no database and no code for an operation that was just written; what the server checks before its controllers is checked
 * here by the same classes.
 *
 * <p>Of these beans none is there in the server, and of those that the server answers with none is there here.
 */
@Configuration
@Requires(env = "stub")
package org.passwordresets.stub;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
