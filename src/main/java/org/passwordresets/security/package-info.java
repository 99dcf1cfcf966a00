/** The security log: sign-ins, failed ones, revocations and the commands of administrators. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.security;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
