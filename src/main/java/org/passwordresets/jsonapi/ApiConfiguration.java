package org.passwordresets.jsonapi;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import org.passwordresets.Setting;

/**
 * {@code api.*} in the configuration.
 *
 * @param baseUrl what links begin with, such as {@code https://resets.example.com}; by default the address that the server
 *     listens on
 * @param largestBody of a request, in bytes, 1024 to 8388608
 */
@Context
@ConfigurationProperties("api")
record ApiConfiguration(
        @Nullable String baseUrl,
        @Bindable(defaultValue = "1048576") long largestBody) {
    private static final long LEAST_BODY = 1024;
    private static final long MOST_BODY = 8 * 1024 * 1024;

    ApiConfiguration {
        Setting.of("api.base-url").webAddressOrNone(baseUrl);
        Setting.of("api.largest-body").within(largestBody, LEAST_BODY, MOST_BODY);
    }
}
