/** The rows of resources: finds, lists, filters, sorts, counts and changes them. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.listing;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
