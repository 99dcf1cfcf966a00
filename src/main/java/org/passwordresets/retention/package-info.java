/** Deletes what is older than it has to be kept. None of its beans is there in the stub. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.retention;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
