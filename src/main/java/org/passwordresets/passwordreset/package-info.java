/** Password resets: create, read, complete, delete. None of its beans is there in the stub. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.passwordreset;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
