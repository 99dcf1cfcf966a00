package org.passwordresets.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * How long a request waits for the database. Usually you only set {@code database.timeout}: the other times follow from it.
 * They replace the URL's {@code connectTimeout} and {@code socketTimeout}; migrations run without these limits.
 *
 * @param timeout the maximum time that a request waits for the database before it gets a 503; at least 2 seconds
 * @param connectionWait how long a request waits for a free connection of the pool; by default 20 % of the timeout
 * @param connectTimeout how long it may take to open a connection to one server; by default 40 % of the timeout
 * @param socketTimeout how long the response to one statement may take; by default 50 % of the timeout
 * @param lockWait how long a statement waits for a locked row, in whole seconds; by default 40 % of the timeout, less than
 *     the socket timeout
 * @param listTimeout how long the statement of a list may run before the request gets a 400; by default 40 % of the timeout,
 *     less than the socket timeout
 * @param searches how many lists with a filter or a sort may run at the same time, so that slow ones leave connections for
 *     other requests; by default half of the pool
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
    /** How often requests are cut whose time is up. It is here because the stub has this class and not the one that cuts. */
    static final long DEADLINE_PAUSE_MILLIS = 100;

    private static final Duration SECOND = Duration.ofSeconds(1);
    /** The minimum that the connection pool accepts. */
    private static final Duration MIN = Duration.ofMillis(250);

    private static final Duration MAX = Duration.ofMinutes(10);
    private static final String OR_LOST =
            "must be less than database.socket-timeout; otherwise the connection is lost before the database gives up";

    /** Throws a {@code ConfigurationException} with the key that has an invalid value, and the reason. */
    public DatabaseConfiguration {
        setting("timeout").within(timeout, SECOND.multipliedBy(2), MAX);
        connectionWait = connectionWait == null ? percent(timeout, 20) : connectionWait;
        connectTimeout = connectTimeout == null ? percent(timeout, 40) : connectTimeout;
        socketTimeout = socketTimeout == null ? percent(timeout, 50) : socketTimeout;
        lockWait = lockWait == null
                ? Duration.ofSeconds(Math.max(1, percent(timeout, 40).toSeconds()))
                : lockWait;
        listTimeout = listTimeout == null ? percent(timeout, 40) : listTimeout;
        setting("connection-wait").within(connectionWait, MIN, MAX);
        setting("connect-timeout").within(connectTimeout, MIN, MAX);
        setting("socket-timeout").within(socketTimeout, MIN, MAX);
        setting("lock-wait").within(lockWait, SECOND, MAX);
        setting("list-timeout").within(listTimeout, MIN, MAX);
        setting("probe-timeout").within(probeTimeout, MIN, MAX);
        require(
                connectionWait.plus(socketTimeout).compareTo(timeout) <= 0,
                "timeout",
                "must not be less than database.connection-wait and database.socket-timeout together");
        require(lockWait.toMillisPart() == 0, "lock-wait", "must be a whole number of seconds");
        require(lockWait.compareTo(socketTimeout) < 0, "lock-wait", OR_LOST);
        require(listTimeout.compareTo(socketTimeout) < 0, "list-timeout", OR_LOST);
        require(searches == null || searches > 0, "searches", "must be at least 1");
    }

    /** How long a request may have waited for a thread. After that, it does not wait for a connection too. */
    Duration threadWait() {
        return timeout.minus(socketTimeout).minus(connectionWait);
    }

    /** How long after its first attempt a write may be repeated. */
    Duration patience() {
        return timeout.minus(socketTimeout);
    }

    /** The end of a request's time: shorter than the timeout by the time it takes to notice and to respond. */
    Duration deadline() {
        return timeout.minusMillis(3 * DEADLINE_PAUSE_MILLIS);
    }

    /** How long a list with a filter or a sort may wait for a running one. */
    Duration searchWait() {
        return timeout.minus(socketTimeout);
    }

    /** For a lock on a whole table, in whole seconds, so that a list that waits for it does not count as slow. */
    Duration tableLockWait() {
        return lockWait.compareTo(SECOND) > 0 ? lockWait.minus(SECOND) : SECOND;
    }

    /** How long the pool waits for an idle connection to prove that it is alive. */
    Duration validation() {
        Duration half = connectionWait.dividedBy(2);
        return half.compareTo(MIN) < 0 ? MIN : half;
    }

    /** For a pool of this size. Throws a {@code ConfigurationException} if that leaves no connections for other requests. */
    public int searches(int connections) {
        int most = searches == null ? Math.max(1, connections / 2) : searches;
        require(
                most < connections || connections == 1,
                "searches",
                "must be less than datasources.default.maximum-pool-size, which is " + connections);
        return most;
    }

    private static Duration percent(Duration whole, int percent) {
        return Duration.ofMillis(whole.toMillis() * percent / 100);
    }

    private static void require(boolean sensible, String name, String rule) {
        if (!sensible) {
            throw setting(name).refused(rule);
        }
    }

    private static Setting setting(String name) {
        return Setting.of("database." + name);
    }
}
