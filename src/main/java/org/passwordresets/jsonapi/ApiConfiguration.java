package org.passwordresets.jsonapi;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * {@code api.*} in the configuration.
 *
 * @param baseUrl what links begin with, such as {@code https://resets.example.com}; by default the address that the server
 *     listens on
 * @param largestBody of a request, in bytes
 */
@ConfigurationProperties("api")
record ApiConfiguration(
        @Nullable String baseUrl,
        @Bindable(defaultValue = "1048576") long largestBody) {}
