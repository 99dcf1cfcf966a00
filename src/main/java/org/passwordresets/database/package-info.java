/**
 * The database as something that can fail: its time limits, its connections, and what a failure means. Nothing here knows of
 * tables or of HTTP, and none of its beans exists in the stub.
 */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.database;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
