/** Who calls, and what they may do: access tokens, applications, rights. None of its beans is there in the stub. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.auth;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
