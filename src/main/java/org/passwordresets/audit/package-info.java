/** The audit trail: who changed what, from and to. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.audit;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
