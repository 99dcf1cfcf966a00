package org.passwordresets.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import org.passwordresets.demo.EmbeddedDatabase;

/**
 * Run by {@code make bench}: the server in its own process under a load of 32 connections, and for comparison the same
 * statements through a JDBC pool alone, which shows what the server adds. The duration is limited.
 */
public final class Bench {
    private static final int CONNECTIONS = 32;
    private static final Path DATA = Path.of("target", "bench");
    private static final Duration WARM_UP = Duration.ofSeconds(seconds("BENCH_WARM_UP", 20));
    private static final Duration MEASURED = Duration.ofSeconds(seconds("BENCH_SECONDS", 10));

    private final DatabaseAddress database;
    private final BenchedServer server;
    private final String id;

    private Bench(DatabaseAddress database, BenchedServer server) {
        this.database = database;
        this.server = server;
        this.id = HttpConnection.once(server.port(), server.create()).idOfDocument();
    }

    /** Runs everything and prints a table. */
    public static void main(String[] arguments) throws Exception {
        String url = System.getenv("DATASOURCES_DEFAULT_URL");
        if (url != null && !url.isBlank()) {
            run(DatabaseAddress.ofEnvironment());
            return;
        }
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(DATA.resolve("database"), 0)) {
            run(new DatabaseAddress(embedded.url(), embedded.username(), embedded.password()));
        }
    }

    private static int seconds(String name, int otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : Integer.parseInt(value);
    }

    private static void run(DatabaseAddress database) throws Exception {
        try (BenchedServer server = BenchedServer.start(DATA.resolve("server"), database)) {
            new Bench(database, server).print();
        }
    }

    private void print() throws Exception {
        System.out.printf(
                "%d connections, %d s each after %d s of warm-up, Java %s%n%n",
                CONNECTIONS,
                MEASURED.toSeconds(),
                WARM_UP.toSeconds(),
                Runtime.version().feature());
        System.out.println(
                "| work | requests/s | p50 ms | p99 ms | server CPU µs/request | failed | bare JDBC/s | bare JDBC CPU µs |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (JdbcLoad jdbc = new JdbcLoad(database, CONNECTIONS)) {
            row("GET by id", server.get(id), index -> jdbc.find(id));
            row("page of ten", server.page(), index -> jdbc.page());
            row("create", server.create(), index -> jdbc.create(id));
        }
    }

    private void row(String work, byte[] request, IntFunction<Load.Work> statements) throws Exception {
        Load http = new Load(CONNECTIONS, index -> HttpConnection.open(server.port(), request));
        http.run(WARM_UP);
        Duration before = server.cpu();
        Load.Result served = http.run(MEASURED);
        Duration used = server.cpu().minus(before);

        Load jdbc = new Load(CONNECTIONS, statements);
        jdbc.run(WARM_UP.dividedBy(4));
        long start = JdbcLoad.cpuNanoseconds();
        Load.Result bare = jdbc.run(MEASURED.dividedBy(2));
        long bareCpu = JdbcLoad.cpuNanoseconds() - start;

        System.out.printf(
                "| %s | %,.0f | %.2f | %.2f | %.0f | %d | %,.0f | %.0f |%n",
                work,
                served.perSecond(),
                served.milliseconds(50),
                served.milliseconds(99),
                used.toNanos() / 1000.0 / served.count(),
                served.failed(),
                bare.perSecond(),
                bareCpu / 1000.0 / bare.count());
    }
}
