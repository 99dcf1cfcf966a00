/** Customers: the people whose passwords are reset. None of its beans is there in the stub. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.customer;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
