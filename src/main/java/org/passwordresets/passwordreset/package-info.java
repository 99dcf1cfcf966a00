/** Password resets: create, read, complete, delete. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.passwordreset;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
