/** Events: what has happened to resets and customers. None of its beans is there in the stub. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.event;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
