package org.passwordresets.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code database.*} in the configuration. How long a request waits for the database. Usually {@code database.timeout} is all
 * you set: the other times follow from it. They replace the URL's {@code connectTimeout} and {@code socketTimeout}; migrations
 * run without these limits.
 *
 * @param timeout the longest that a request waits for the database before it gets a 503; at least 2 seconds
 * @param connectionWait how long a request waits for a free connection of the pool; by default 30 % of the timeout
 * @param connectTimeout how long it may take to open a connection to one server; by default 40 % of the timeout
 * @param socketTimeout how long the response to one statement may take; by default 60 % of the timeout
 * @param lockWait how long a statement waits for a locked row, in whole seconds; by default 40 % of the timeout, less than
 *     the socket timeout
 * @param listTimeout how long the statement of a list may run before the request gets a 400; by default 40 % of the timeout,
 *     less than the socket timeout
 * @param searches how many lists with a filter or a sort may run at the same time, so that slow ones leave connections for all
 *     else; by default half of the pool
 * @param probeTimeout how long the health check waits for the database; its result is kept for a second
 */
@Context
@ConfigurationProperties("database")
public record DatabaseConfiguration(
        @Bindable(defaultValue = "5s") Duration timeout,
        @Nullable Duration connectionWait,
        @Nullable Duration connectTimeout,
        @Nullable Duration socketTimeout,
        @Nullable Duration lockWait,
        @Nullable Duration listTimeout,
        @Nullable Integer searches,
        @Bindable(defaultValue = "1s") Duration probeTimeout) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** The least that the connection pool takes. */
    private static final Duration QUARTER_SECOND = Duration.ofMillis(250);

    /** @throws ConfigurationException naming the key that makes no sense, and why */
    public DatabaseConfiguration {
        require(timeout.compareTo(SECOND.multipliedBy(2)) >= 0, "timeout", timeout, "must be at least 2s");
        connectionWait = connectionWait == null ? percent(timeout, 30) : connectionWait;
        connectTimeout = connectTimeout == null ? percent(timeout, 40) : connectTimeout;
        socketTimeout = socketTimeout == null ? percent(timeout, 60) : socketTimeout;
        lockWait = lockWait == null
                ? Duration.ofSeconds(Math.max(1, percent(timeout, 40).toSeconds()))
                : lockWait;
        listTimeout = listTimeout == null ? percent(timeout, 40) : listTimeout;
        requireTime("connection-wait", connectionWait);
        requireTime("connect-timeout", connectTimeout);
        requireTime("socket-timeout", socketTimeout);
        requireTime("list-timeout", listTimeout);
        requireTime("probe-timeout", probeTimeout);
        require(
                connectionWait.plus(socketTimeout).compareTo(timeout) <= 0,
                "timeout",
                timeout,
                "must not be less than database.connection-wait and database.socket-timeout together");
        require(
                lockWait.compareTo(SECOND) >= 0 && lockWait.toNanosPart() == 0,
                "lock-wait",
                lockWait,
                "must be a whole number of seconds, at least 1s");
        require(lockWait.compareTo(socketTimeout) < 0, "lock-wait", lockWait, LESS_THAN_SOCKET_TIMEOUT);
        require(listTimeout.compareTo(socketTimeout) < 0, "list-timeout", listTimeout, LESS_THAN_SOCKET_TIMEOUT);
        require(searches == null || searches > 0, "searches", searches, "must be at least 1");
    }

    private static final String LESS_THAN_SOCKET_TIMEOUT =
            "must be less than database.socket-timeout, or the connection would be lost before the server gives up";

    /** How long a request may have waited for a thread when it gets one; later it does not wait for a connection too. */
    Duration threadWait() {
        return timeout.minus(socketTimeout).minus(connectionWait);
    }

    /** How long a list with a filter or a sort may wait for one that is running. */
    Duration searchWait() {
        return timeout.minus(socketTimeout);
    }

    /** How long the pool waits for a connection that was idle to prove that it is alive. */
    Duration validation() {
        Duration half = connectionWait.dividedBy(2);
        return half.compareTo(QUARTER_SECOND) < 0 ? QUARTER_SECOND : half;
    }

    /** @throws ConfigurationException where searches would leave no connection of so many for the rest */
    public int searches(int connections) {
        int most = searches == null ? Math.max(1, connections / 2) : searches;
        require(
                most < connections || connections == 1,
                "searches",
                most,
                "must be less than the " + connections
                        + " connections of the pool (datasources.default.maximum-pool-size)");
        return most;
    }

    private static Duration percent(Duration whole, int percent) {
        return Duration.ofMillis(whole.toMillis() * percent / 100);
    }

    private static void requireTime(String key, Duration value) {
        require(value.compareTo(QUARTER_SECOND) >= 0, key, value, "must be at least 250ms");
    }

    private static void require(boolean sensible, String key, Object value, String rule) {
        if (!sensible) {
            String environment =
                    "DATABASE_" + key.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
            throw new ConfigurationException(
                    "database.%s (environment: %s) is %s; it %s".formatted(key, environment, value, rule));
        }
    }
}
