/** Customers: the people whose passwords are reset. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.customer;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
