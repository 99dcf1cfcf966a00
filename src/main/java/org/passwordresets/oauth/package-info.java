/** OAuth 2.0: the endpoints under {@code /oauth} and {@code /.well-known}, and the access tokens. The stub has none of these beans. */
@Configuration
@Requires(notEnv = "stub")
package org.passwordresets.oauth;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
