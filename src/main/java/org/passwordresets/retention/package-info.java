/** Deletes rows whose retention period is over. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.retention;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
