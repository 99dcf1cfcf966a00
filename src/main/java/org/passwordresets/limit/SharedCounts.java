package org.passwordresets.limit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts that several servers share in Redis. One script call counts a request in all its windows, by the clock of Redis. A
 * window is a list of times that expires. Its key is a digest, because what is counted may be a person's IP or email address.
 *
 * <p>After the first failure, no request waits for Redis until a connection in the background succeeds again.
 */
@Context
@Requires(property = "redis.uri")
final class SharedCounts {
    private static final Logger LOG = LoggerFactory.getLogger(SharedCounts.class);

    private static final String PREFIX = "password-resets:limit:";
    private static final String SCRIPT = script();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final RedisClient client;
    private final RedisConfiguration configuration;
    private final AtomicReference<Connection> current = new AtomicReference<>();
    private volatile boolean isAway;
    private volatile boolean isClosed;

    /** A connection on which Redis knows the script. */
    private record Connection(StatefulRedisConnection<String, String> redis, String script) {
        RedisAsyncCommands<String, String> commands() {
            return redis.async();
        }
    }

    SharedCounts(RedisConfiguration configuration, RedisClient client) {
        this.configuration = configuration;
        this.client = client;
        // This class reconnects by itself, so that it knows when to stop sending commands and when to start again.
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(configuration.timeout()))
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
        connect();
    }

    private static String script() {
        try (InputStream script = SharedCounts.class.getResourceAsStream("take.lua")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect() {
        if (!isClosed) {
            client.connectAsync(StringCodec.UTF8, configuration.address())
                    .thenCompose(redis -> redis.async()
                            .scriptLoad(SCRIPT)
                            .thenApply(script -> new Connection(redis, script))
                            .whenComplete((connected, failure) -> closeIf(failure, redis)))
                    .whenComplete(this::connected);
        }
    }

    private static void closeIf(Throwable failure, StatefulRedisConnection<String, String> redis) {
        if (failure != null) {
            redis.closeAsync();
        }
    }

    private void connected(Connection connection, Throwable failure) {
        if (failure != null) {
            away(failure);
            return;
        }
        isAway = false;
        current.set(connection);
        LOG.info("Redis is available: servers share the counts of their rate limits.");
    }

    private void away(Throwable failure) {
        if (!isAway && !isClosed) {
            isAway = true;
            LOG.warn(
                    "Redis is not available ({}). Until it is, each server counts requests for its rate limits by itself.",
                    cause(failure).getClass().getSimpleName());
        }
        LATER.execute(this::connect);
    }

    /** Only its type is logged: Redis may quote the password in its error messages. */
    private static Throwable cause(Throwable failure) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .orElse(failure);
    }

    private void lost(Connection connection, Throwable failure) {
        if (current.compareAndSet(connection, null)) {
            connection.redis().closeAsync();
            away(failure);
        }
    }

    boolean areAvailable() {
        return current.get() != null;
    }

    /** As {@link LocalCounts#take}. Fails if Redis is unavailable. */
    CompletableFuture<RateLimitStatus[]> take(int needed, int counted, Window... windows) {
        String[] keys = new String[windows.length];
        String[] arguments = new String[2 + 2 * windows.length];
        arguments[0] = Integer.toString(needed);
        arguments[1] = Integer.toString(counted);
        for (int i = 0; i < windows.length; i++) {
            keys[i] = key(windows[i]);
            arguments[2 * i + 2] = Integer.toString(windows[i].limit());
            arguments[2 * i + 3] = Long.toString(windows[i].interval().toMillis());
        }
        return send(connection -> connection
                        .commands()
                        .<List<Long>>evalsha(connection.script(), ScriptOutputType.MULTI, keys, arguments))
                .thenApply(left -> statuses(windows, left));
    }

    private static RateLimitStatus[] statuses(Window[] windows, List<Long> left) {
        RateLimitStatus[] statuses = new RateLimitStatus[windows.length];
        for (int i = 0; i < windows.length; i++) {
            statuses[i] = new RateLimitStatus(
                    windows[i].limit(),
                    windows[i].interval(),
                    left.get(2 * i).intValue(),
                    Duration.ofMillis(left.get(2 * i + 1)));
        }
        return statuses;
    }

    /** Does not wait. */
    void giveBack(List<Window> counted) {
        counted.forEach(window -> send(connection -> connection.commands().rpop(key(window))));
    }

    /** Does not wait. */
    void forget(Window window) {
        send(connection -> connection.commands().del(key(window)));
    }

    private static String key(Window window) {
        return PREFIX + Digest.of(window.key());
    }

    private interface Command<T> {
        CompletionStage<T> on(Connection connection);
    }

    private <T> CompletableFuture<T> send(Command<T> command) {
        Connection connection = current.get();
        if (connection == null) {
            return CompletableFuture.failedFuture(new IOException("Redis is not available"));
        }
        return command.on(connection)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        lost(connection, failure);
                    }
                })
                .toCompletableFuture();
    }

    @PreDestroy
    void close() {
        isClosed = true;
        Connection connection = current.getAndSet(null);
        if (connection != null) {
            connection.redis().close();
        }
    }
}
