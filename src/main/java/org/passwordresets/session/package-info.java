/**
 * How long signed-in customers have access: refresh tokens, the generations of a customer's sign-ins, and what was revoked.
 * The stub has none of these beans.
 */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.session;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
