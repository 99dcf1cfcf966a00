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
 * Which browser pages may call {@code /api}, {@code /oauth} and {@code /.well-known}.
 *
 * @param origins the origins of these pages, separated by commas: {@code https://shop.example.com}, any port of a host as
 *     {@code http://localhost:*}, or {@code *} alone for every page there is; by default none
 * @param exposedHeaders the response headers that these pages may read, besides the few that browsers always show
 * @param maxAge how long browsers may remember the response to a preflight request; they have limits of their own
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
    private static final Duration LONGEST_AGE = Duration.ofDays(1);

    /** An empty list, as an unset variable leaves it, is none. */
    CorsConfiguration {
        origins = origins == null || String.join("", origins).isBlank() ? List.of() : List.copyOf(origins);
        AllowedOrigins.of(origins);
        if (!exposedHeaders.stream().allMatch(name -> name.matches("[A-Za-z0-9-]+|\\*"))) {
            throw Setting.of("cors.exposed-headers").refused("must list names of headers, separated by commas");
        }
        Setting.of("cors.max-age").within(maxAge, Duration.ZERO, LONGEST_AGE);
    }

    @Override
    public List<String> risks() {
        return AllowedOrigins.of(origins).isAny()
                ? List.of("Any browser page may call the API: cors.origins (CORS_ORIGINS) is *.")
                : List.of();
    }
}
