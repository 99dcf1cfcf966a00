package org.passwordresets.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.passwordresets.Setting;

/**
 * How long clients may take. Each deadline applies to the whole of what it names; a client that sends byte by byte does not
 * extend it.
 *
 * @param headTimeout how long a client may take to send the request line and headers; also how long a new connection may take
 *     to send its first request
 * @param bodyTimeout how long a client may take to send the body of a request
 * @param idleTimeout how long a connection is kept open between two requests, and how long a client may take to read any byte
 *     of a response; set it longer than the time your proxy keeps its connections, so that the proxy closes them
 */
@Context
@ConfigurationProperties("connections")
record ConnectionConfiguration(
        @Bindable(defaultValue = "30s") Duration headTimeout,
        @Bindable(defaultValue = "30s") Duration bodyTimeout,
        @Bindable(defaultValue = "75s") Duration idleTimeout) {
    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofHours(1);

    ConnectionConfiguration {
        Setting.of("connections.head-timeout").within(headTimeout, MIN, MAX);
        Setting.of("connections.body-timeout").within(bodyTimeout, MIN, MAX);
        Setting.of("connections.idle-timeout").within(idleTimeout, MIN, MAX);
    }

    /** Shorter than every deadline. */
    Duration shortest() {
        return Stream.of(headTimeout, bodyTimeout, idleTimeout)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
