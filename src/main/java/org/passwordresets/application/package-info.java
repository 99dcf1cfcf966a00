/**
 * Organizations and applications: from the configuration, and from the database, where {@code java -jar … admin} manages them.
 * The stub has none of these beans.
 */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.application;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
