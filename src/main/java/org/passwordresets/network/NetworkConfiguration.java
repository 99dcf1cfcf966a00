package org.passwordresets.network;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * The proxies in front of this server.
 *
 * @param trustedProxies the proxies whose forwarding headers are trusted, separated by commas: addresses or networks, such as
 *     {@code 10.0.0.0/8, 2001:db8::/32}; by default none. A trusted proxy must set these headers itself, or remove those that
 *     its clients send
 * @param clientAddressHeader the header in which a trusted proxy sends the address of its client: {@code X_FORWARDED_FOR} or
 *     {@code FORWARDED} (RFC 7239). The other header is ignored, because a client may have sent it
 */
@Context
@ConfigurationProperties("network")
record NetworkConfiguration(
        @Nullable List<String> trustedProxies,
        @Bindable(defaultValue = "X_FORWARDED_FOR") ForwardingHeader clientAddressHeader) {
    NetworkConfiguration {
        trustedProxies = trustedProxies == null
                ? List.of()
                : trustedProxies.stream().map(String::strip).toList();
        TrustedProxies.networks(trustedProxies);
    }
}
