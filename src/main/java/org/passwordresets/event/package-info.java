/** Events: what happened to resets and customers. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.event;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
