/** How many requests clients can send. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.limit;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
