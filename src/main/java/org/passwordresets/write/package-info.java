/** The transactions of ordinary writes. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.write;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
