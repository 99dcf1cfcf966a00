/** Callers and their rights, and applications. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.auth;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
