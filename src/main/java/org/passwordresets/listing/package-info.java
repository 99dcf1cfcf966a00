/** Reads lists out of the database: pages, filters, order. None of its beans is there in the stub. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.listing;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
