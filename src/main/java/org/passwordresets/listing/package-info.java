/** Reads lists from the database: pages, filters, sorting. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.listing;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
