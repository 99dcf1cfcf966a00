package org.passwordresets.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;

/**
 * Run by {@code make bench-stub}: measures this stub and comparable ones in turn, each under the same load from wrk, with their
 * memory and the time to their first response. The duration is limited.
 */
public final class StubBench {
    private static final int STARTS = 9;
    private static final String MEDIA_TYPE = "application/vnd.api+json";
    private static final Path FOLDER = Path.of("target", "bench-stub");

    private final Wrk get;
    private final Wrk post;
    private final byte[] firstRequest;

    private StubBench(Operation retrieve, Operation create) throws Exception {
        JsonNode response =
                firstExample(retrieve.definition().at("/responses/200/content").path(MEDIA_TYPE));
        String path =
                retrieve.path().replace("{id}", response.path("data").path("id").asText());
        String body = firstExample(
                        create.definition().at("/requestBody/content").path(MEDIA_TYPE))
                .toString();
        WireMock.write(FOLDER.resolve("mappings"), retrieve, create, response);
        get = Wrk.of(FOLDER, "GET", path, "");
        post = Wrk.of(FOLDER, "POST", create.path(), body);
        firstRequest = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer any\r\nAccept: "
                        + MEDIA_TYPE + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode firstExample(JsonNode media) {
        return media.path("examples").elements().next().path("value");
    }

    /**
     * Measures each command and prints a table.
     *
     * @param arguments name and command of each stub, separated by two dashes; {@code PORT} in a command stands for the port
     *     to listen on
     */
    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(FOLDER.resolve("mappings"));
        Contract contract = Contract.in(Path.of("openapi"));
        StubBench bench = new StubBench(
                contract.operation("retrieveCustomerPasswordReset"), contract.operation("createCustomerPasswordReset"));
        System.out.printf(
                "wrk, %d connections, %d s each after %d s of warm-up; starts: the median of %d%n%n",
                Wrk.CONNECTIONS, Wrk.MEASURED.toSeconds(), Wrk.WARM_UP.toSeconds(), STARTS);
        System.out.println(
                "| stub | first response ms | idle MB | work | requests/s | p50 ms | p99 ms | CPU µs/request | failed |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        bench.measure(commands(arguments).stream().map(Contender::of).toList());
    }

    private static List<List<String>> commands(String[] arguments) {
        List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
        Arrays.stream(arguments).forEach(argument -> {
            if (argument.equals("--")) {
                commands.add(new ArrayList<>());
            } else {
                commands.get(commands.size() - 1).add(argument);
            }
        });
        return commands;
    }

    /** @param starts the time of each start until the first response */
    private record Contender(String name, List<String> command, Path log, List<Duration> starts) {
        static Contender of(List<String> nameAndCommand) {
            String name = nameAndCommand.get(0);
            return new Contender(
                    name,
                    nameAndCommand.subList(1, nameAndCommand.size()),
                    FOLDER.resolve(name.replaceAll("\\W+", "-") + ".log"),
                    new ArrayList<>());
        }

        Duration medianStart() {
            return starts.stream().sorted().toList().get(starts.size() / 2);
        }
    }

    /** Starts the stubs in turn, so that other load on the machine affects all of them equally. */
    private void measure(List<Contender> contenders) throws Exception {
        for (int i = 0; i < STARTS; i++) {
            for (Contender contender : contenders) {
                try (BenchedStub stub = BenchedStub.start(contender.command(), firstRequest, contender.log())) {
                    contender.starts().add(stub.untilFirstResponse());
                }
            }
        }
        for (Contender contender : contenders) {
            measure(contender);
        }
    }

    private void measure(Contender contender) throws Exception {
        try (BenchedStub stub = BenchedStub.start(contender.command(), firstRequest, contender.log())) {
            String start = "%d | %d".formatted(contender.medianStart().toMillis(), stub.residentMegabytes());
            row(contender.name(), start, "GET by id", get, stub);
            row(contender.name(), start, "POST with validation", post, stub);
        }
    }

    private static void row(String name, String start, String work, Wrk wrk, BenchedStub stub) throws Exception {
        wrk.run(stub.port(), Wrk.WARM_UP);
        Duration before = stub.cpu();
        Wrk.Result result = wrk.run(stub.port(), Wrk.MEASURED);
        Duration used = stub.cpu().minus(before);
        System.out.printf(
                "| %s | %s | %s | %,.0f | %.2f | %.2f | %.0f | %d |%n",
                name,
                start,
                work,
                result.perSecond(),
                result.medianMilliseconds(),
                result.p99Milliseconds(),
                used.toNanos() / 1000.0 / result.requests(),
                result.failed());
    }
}
