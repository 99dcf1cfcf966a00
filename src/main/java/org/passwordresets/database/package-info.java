/**
 * The database as something that can fail: time limits, connections, and the meaning of failures. Nothing here depends on
 * tables or on HTTP, and the stub has none of these beans.
 */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.database;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
