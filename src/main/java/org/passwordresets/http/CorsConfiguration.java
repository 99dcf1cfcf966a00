package org.passwordresets.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import org.passwordresets.ConfigurationRisks;
import org.passwordresets.Setting;

/**
 * Which browser pages can call {@code /api}, {@code /oauth} and {@code /.well-known}.
 *
 * @param origins the origins of these pages, separated by commas: {@code https://shop.example.com}, any port of a host as
 *     {@code http://localhost:*}, or {@code *} alone for every page; by default none
 * @param exposedHeaders the response headers that these pages can read, besides those that browsers always expose
 * @param maxAge how long browsers may cache the response to a preflight request; browsers have their own limits
 */
@Context
@ConfigurationProperties("cors")
record CorsConfiguration(
        @Nullable List<String> origins,

        @Bindable(
                defaultValue =
                        "Location,Retry-After,X-Ratelimit-Limit,X-Ratelimit-Interval,X-Ratelimit-Remaining,WWW-Authenticate,Allow")
        List<String> exposedHeaders,

        @Bindable(defaultValue = "2h") Duration maxAge)
        implements ConfigurationRisks {
    private static final Duration MAX_AGE = Duration.ofDays(1);

    /** Empty, as with an empty variable, means none. */
    CorsConfiguration {
        origins = origins == null || String.join("", origins).isBlank() ? List.of() : List.copyOf(origins);
        AllowedOrigins.of(origins);
        if (!exposedHeaders.stream().allMatch(name -> name.matches("[A-Za-z0-9-]+|\\*"))) {
            throw Setting.of("cors.exposed-headers").refused("must list names of headers, separated by commas");
        }
        Setting.of("cors.max-age").within(maxAge, Duration.ZERO, MAX_AGE);
    }

    @Override
    public List<String> risks() {
        return AllowedOrigins.of(origins).isAny()
                ? List.of("Every browser page can call the API: cors.origins (CORS_ORIGINS) is *.")
                : List.of();
    }
}
