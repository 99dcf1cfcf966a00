package org.passwordresets.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.passwordresets.Setting;

/**
 * How long clients may take. A deadline holds for the whole of what it names: bytes that keep coming do not put it off.
 *
 * @param headTimeout how long a client may take to send the first line and the headers of a request; a new connection has
 *     the same time for its first request to begin
 * @param bodyTimeout how long a client may take to send the body of a request
 * @param idleTimeout how long a connection is kept open between two requests, and how long a client may take no byte of a
 *     response; longer than your proxy keeps its connections, so that the proxy is the one to close them
 */
@Context
@ConfigurationProperties("connections")
record ConnectionConfiguration(
        @Bindable(defaultValue = "30s") Duration headTimeout,
        @Bindable(defaultValue = "30s") Duration bodyTimeout,
        @Bindable(defaultValue = "75s") Duration idleTimeout) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    ConnectionConfiguration {
        Setting.of("connections.head-timeout").within(headTimeout, SHORTEST, LONGEST);
        Setting.of("connections.body-timeout").within(bodyTimeout, SHORTEST, LONGEST);
        Setting.of("connections.idle-timeout").within(idleTimeout, SHORTEST, LONGEST);
    }

    /** No deadline can begin and pass within this time. */
    Duration shortest() {
        return Stream.of(headTimeout, bodyTimeout, idleTimeout)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
