/** The transactions of ordinary writes. None of its beans is there in the stub. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.write;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
