package org.passwordresets.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.passwordresets.demo.EmbeddedDatabase;

/**
 * Run by {@code make bench}: the same requests to the server, to a handler written by hand for Node, and as statements through
 * a JDBC pool alone. They take turns on one machine, so compare them with each other. Each run starts with a new database of
 * the same size, and so does each measurement of creates. The duration is limited.
 */
public final class Bench {
    private static final Path FOLDER = Path.of("target", "bench");
    private static final int[] CONNECTIONS = Arrays.stream(
                    setting("BENCH_CONNECTIONS", "1,8,32,128").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.parseInt(setting("BENCH_WARM_UP", "20")));
    private static final Duration MEASURED = Duration.ofSeconds(Integer.parseInt(setting("BENCH_SECONDS", "5")));
    /** How the names of the requests to measure begin. */
    private static final String REQUESTS = setting("BENCH_REQUESTS", "");

    private static final int WARM_UP_CONNECTIONS = 32;
    /** With the defaults of the embedded database, creates would mostly measure how it makes room for them. */
    private static final String SIZES = """
            SET GLOBAL innodb_buffer_pool_size = 1073741824;
            SET GLOBAL innodb_log_file_size = 536870912;
            """;

    private static final String PATH = "/api/customer_password_resets";
    private static final String BODY = """
            {"data":{"type":"customer_password_resets","attributes":{"customer_email":"%s"}}}""";

    private final DatabaseAddress database;
    private final Supplier<Duration> databaseCpu;
    private final BenchedServer server;
    private final String id;
    private final PrintStream table;
    private final Measurements measurements = new Measurements();

    private Bench(
            DatabaseAddress database,
            Supplier<Duration> databaseCpu,
            BenchedServer server,
            String id,
            PrintStream table) {
        this.database = database;
        this.databaseCpu = databaseCpu;
        this.server = server;
        this.id = id;
        this.table = table;
    }

    /**
     * Runs everything, prints a table, and writes it to {@code target/bench/result.md}.
     *
     * @param arguments the file for the Speed page of the docs, if it is to be written
     */
    public static void main(String[] arguments) throws Exception {
        Path data = FOLDER.resolve("database");
        BenchedServer.delete(data);
        Files.createDirectories(FOLDER);
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(data, 0, SIZES)) {
            DatabaseAddress database = new DatabaseAddress(embedded.url(), embedded.username(), embedded.password());
            try (BenchedServer server = BenchedServer.start(FOLDER.resolve("server"), database);
                    PrintStream file =
                            new PrintStream(FOLDER.resolve("result.md").toFile())) {
                String id = HttpConnection.once(server.port(), server.create()).idOfDocument();
                BenchRows.insert(database, id);
                BenchRows.keep(database);
                Bench bench = new Bench(database, embedded::cpu, server, id, file);
                bench.run();
                if (arguments.length == 1) {
                    bench.measurements.save(Path.of(arguments[0]), conditions());
                }
            }
        }
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** Whom a request is sent to. */
    private record Contestant(String name, int port, Supplier<Duration> cpu) {}

    /** A request, and the same as statements. */
    private record Work(String name, boolean isCreate, Wrk request, IntFunction<Load.Work> statements) {}

    private void run() throws Exception {
        print(conditions() + "\n\n" + Measurements.heading());
        try (JdbcLoad jdbc = new JdbcLoad(database, WARM_UP_CONNECTIONS);
                NodeHandler node = NodeHandler.isThere()
                        ? NodeHandler.start(database, FOLDER.resolve("node.log"), server.get(id))
                        : null) {
            List<Contestant> contestants = new ArrayList<>();
            if (node != null) {
                contestants.add(new Contestant(Measurements.REFERENCE, node.port(), node::cpu));
            }
            contestants.add(new Contestant("server", server.port(), server::cpu));
            for (Work work : works(jdbc)) {
                for (Contestant contestant : contestants) {
                    measure(work, contestant);
                }
                measureStatements(work);
            }
        }
    }

    private static String conditions() {
        return ("%,d customers with a reset each; %d s for each line after %d s of warm-up; Java %s, %s, MariaDB, %d processors"
                        + " for all of them and the load")
                .formatted(
                        BenchRows.CUSTOMERS,
                        MEASURED.toSeconds(),
                        WARM_UP.toSeconds(),
                        Runtime.version().feature(),
                        NodeHandler.isThere() ? "Node " + NodeHandler.version() : "no Node",
                        Runtime.getRuntime().availableProcessors());
    }

    /** Those that add rows come last. */
    private List<Work> works(JdbcLoad jdbc) throws IOException {
        return Stream.of(
                        new Work("GET by id", false, wrk("get", "GET", PATH + "/" + id, ""), index -> jdbc.find(id)),
                        new Work("page of ten", false, wrk("page", "GET", PATH, ""), index -> jdbc.page(id)),
                        new Work(
                                "create, one customer",
                                true,
                                wrk("create", "POST", PATH, BODY.formatted("john@example.com")),
                                index -> jdbc.create(id)),
                        new Work(
                                "create, %,d customers".formatted(BenchRows.CUSTOMERS),
                                true,
                                wrk("create-many", "POST", PATH, BODY.formatted(BenchRows.email())),
                                index -> jdbc.create(id)))
                .filter(work -> work.name().startsWith(REQUESTS))
                .toList();
    }

    private Wrk wrk(String name, String method, String path, String body) throws IOException {
        return Wrk.of(FOLDER.resolve(name + ".lua"), server.token(), method, path, body);
    }

    private void measure(Work work, Contestant contestant) throws Exception {
        work.request().run(contestant.port(), WARM_UP_CONNECTIONS, WARM_UP);
        for (int connections : CONNECTIONS) {
            restore(work);
            Duration before = contestant.cpu().get();
            Duration beforeInDatabase = databaseCpu.get();
            Wrk.Result result = work.request().run(contestant.port(), connections, MEASURED);
            print(measurements.add(new Measurement(
                    work.name(),
                    connections,
                    contestant.name(),
                    result.perSecond(),
                    result.medianMilliseconds(),
                    result.p99Milliseconds(),
                    micros(contestant.cpu().get().minus(before), result.requests()),
                    micros(databaseCpu.get().minus(beforeInDatabase), result.requests()),
                    result.failed())));
        }
    }

    private void measureStatements(Work work) throws Exception {
        for (int connections : CONNECTIONS) {
            Load load = new Load(connections, work.statements());
            load.run(WARM_UP.dividedBy(10));
            restore(work);
            long before = JdbcLoad.cpuNanoseconds();
            Duration beforeInDatabase = databaseCpu.get();
            Load.Result result = load.run(MEASURED);
            Duration used = Duration.ofNanos(JdbcLoad.cpuNanoseconds() - before);
            print(measurements.add(new Measurement(
                    work.name(),
                    connections,
                    "bare JDBC",
                    result.perSecond(),
                    result.milliseconds(50),
                    result.milliseconds(99),
                    micros(used, result.count()),
                    micros(databaseCpu.get().minus(beforeInDatabase), result.count()),
                    result.failed())));
        }
    }

    private void restore(Work work) throws SQLException {
        if (work.isCreate()) {
            BenchRows.restore(database);
        }
    }

    private static double micros(Duration used, long requests) {
        return used.toNanos() / 1000.0 / Math.max(1, requests);
    }

    private void print(String text) {
        System.out.print(text);
        table.print(text);
        table.flush();
    }
}
