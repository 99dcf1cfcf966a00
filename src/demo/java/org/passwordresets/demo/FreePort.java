package org.passwordresets.demo;

import io.micronaut.core.io.socket.SocketUtils;

/**
 * A port on which nobody listens. It lies below the ports that Linux gives to outgoing connections (32768 to 60999), so none of
 * them takes it before a server does.
 */
public final class FreePort {
    private static final int MIN = 10_000;
    private static final int MAX = 32_000;

    private FreePort() {}

    /** Another one at each call, from 10000 to 32000. */
    public static int find() {
        return SocketUtils.findAvailableTcpPort(MIN, MAX);
    }
}
