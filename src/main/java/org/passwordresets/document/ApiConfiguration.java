package org.passwordresets.document;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.passwordresets.Setting;

/**
 * The addresses in links, and the size of requests.
 *
 * @param baseUrl the beginning of every link, such as {@code https://resets.example.com} or, with a base path, {@code
 *     https://example.com/resets}; by default the address that the server listens on
 * @param hosts other hosts that links may begin with, separated by commas, such as {@code resets.example.com,localhost:8080}:
 *     if a request names one of them, in its {@code Host} or in the {@code X-Forwarded-Host} of a trusted proxy, links begin
 *     with that host; by default none, because a client can send any host
 * @param largestBody the maximum size of a request, in bytes, 1024 to 8388608; by default the contract's
 */
@Context
@ConfigurationProperties("api")
record ApiConfiguration(
        @Nullable String baseUrl,
        @Nullable List<String> hosts,
        @Nullable Long largestBody) {
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9]+(?:[._-]+[a-z0-9]+)*|\\[[0-9a-f:.]+])(?::[1-9][0-9]{0,4})?");
    private static final long MIN_BODY = 1024;
    private static final long MAX_BODY = 8 * 1024 * 1024;

    ApiConfiguration {
        Setting.of("api.base-url").webAddressOrNone(baseUrl);
        hosts = hosts == null || String.join("", hosts).isBlank()
                ? List.of()
                : hosts.stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .toList();
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            throw Setting.of("api.hosts")
                    .refused("must list hosts, separated by commas, such as resets.example.com,localhost:8080");
        }
        if (largestBody != null) {
            Setting.of("api.largest-body").within(largestBody, MIN_BODY, MAX_BODY);
        }
    }

    boolean hasBaseUrl() {
        return baseUrl != null && !baseUrl.isBlank();
    }
}
