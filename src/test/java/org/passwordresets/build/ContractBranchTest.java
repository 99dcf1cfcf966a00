package org.passwordresets.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.io.socket.SocketUtils;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A branch on which only the contract was edited: a resource without a controller, an attribute that nothing fills, a response
 * without a test. It has a stub, docs and a diff, and a server that names what is missing; only a release it has not.
 */
class ContractBranchTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private static Path branch;

    @BeforeAll
    static void edit() throws IOException {
        for (String part : List.of(
                "pom.xml", "Makefile", "openapi", "pact", "src/main", "src/demo", "src/build", "src/checks/java")) {
            copy(Path.of(part), branch);
        }
        Path openapi = branch.resolve("openapi");
        copy(Path.of("openapi"), branch.resolve("before"));
        String events = Files.readString(openapi.resolve("events.yaml"));
        Files.writeString(
                openapi.resolve("parcels.yaml"),
                events.replace("events", "parcels").replace("event", "parcel").replace("Event", "Parcel"));
        replace(openapi.resolve("openapi.yaml"), "\n  /api/events:\n", """

                  /api/parcels:
                    $ref: parcels.yaml#/paths/~1api~1parcels
                  /api/parcels/{id}:
                    $ref: parcels.yaml#/paths/~1api~1parcels~1{id}
                  /api/events:
                """);
        replace(
                openapi.resolve("openapi.yaml"),
                "\n  - name: events\n",
                "\n  - {name: parcels, description: What is on its way.}\n  - name: events\n");
        replace(
                openapi.resolve("customers.yaml"),
                "\n      has_password:\n",
                "\n      nickname: {type: string, nullable: true, description: The short name., example: Johnny}\n      has_password:\n");
    }

    private static void copy(Path part, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(target.resolve(file).getParent());
                Files.copy(file, target.resolve(file));
            }
        }
    }

    private static void replace(Path file, String text, String replacement) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(text);
        Files.writeString(file, before.replace(text, replacement));
    }

    @Test
    void hasAStubDocsAndADiffAndAServerThatNamesWhatIsMissing() throws Exception {
        assertThat(make("docs")).isZero();
        assertThat(branch.resolve("target/docs/openapi.json")).content().contains("listParcels");

        make("diff", "BASE=before/openapi/openapi.yaml");
        assertThat(output()).contains("/api/parcels");

        int port = SocketUtils.findAvailableTcpPort();
        serving(port, "any-token", List.of("stub", "PORT=" + port), response -> {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"parcels\"");
        });

        Path data = branch.resolve("data");
        serving(port, null, List.of("run", "PORT=" + port, "DATA=" + data), response -> {
            assertThat(response.statusCode()).isEqualTo(501);
            assertThat(response.body())
                    .contains("NOT_IMPLEMENTED", "No controller implements ParcelsApi.Server.listParcels yet.");
        });
        assertThat(output())
                .contains("ParcelsApi.Server.listParcels: no controller implements it")
                .contains("CustomerAttributes.Builder.nickname: no code fills it");

        assertThat(Completeness.missing(branch.resolve("target/run/classes")))
                .as("What `make test` and `make package` refuse to build")
                .containsExactly(
                        "ParcelsApi.Server.listParcels: no controller implements it (501)",
                        "ParcelsApi.Server.retrieveParcel: no controller implements it (501)",
                        "CustomerAttributes.Builder.nickname: no code fills it (null)");

        Files.delete(branch.resolve("openapi/parcels.yaml"));
        Files.copy(
                branch.resolve("before/openapi/openapi.yaml"),
                branch.resolve("openapi/openapi.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(make("target/run.classpath")).isZero();
        try (Stream<Path> built = Files.walk(branch.resolve("target/run"))) {
            assertThat(built.filter(file -> file.toString().toLowerCase().contains("parcel")))
                    .as("What a reverted edit leaves behind")
                    .isEmpty();
        }
    }

    private interface Check {
        void check(HttpResponse<String> response) throws Exception;
    }

    /** Starts a server by make, asks it for the new list with a token (null: one of its own), and ends it. */
    private static void serving(int port, String token, List<String> targets, Check check) throws Exception {
        Process server = start(targets);
        try {
            awaitListening(port, server);
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/parcels"))
                    .header("Authorization", "Bearer " + (token != null ? token : ownToken(port)))
                    .build();
            check.check(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()));
        } finally {
            server.descendants().forEach(ProcessHandle::destroy);
            server.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static void awaitListening(int port, Process server) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                new java.net.Socket("127.0.0.1", port).close();
                return;
            } catch (ConnectException notYet) {
                assertThat(server.isAlive() && System.nanoTime() < deadline)
                        .as(output())
                        .isTrue();
                Thread.sleep(100);
            }
        }
    }

    private static String ownToken(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(branch.resolve("data/clients.properties")) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        Path token = branch.resolve("token");
        Process process = builder(List.of("-s", "token", "PORT=" + port, "DATA=" + branch.resolve("data")))
                .redirectOutput(token.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(token).strip();
    }

    private static int make(String... targets) throws IOException, InterruptedException {
        Process process = start(List.of(targets));
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static Process start(List<String> targets) throws IOException {
        return builder(targets)
                .redirectOutput(branch.resolve("output").toFile())
                .start();
    }

    private static ProcessBuilder builder(List<String> targets) {
        List<String> command = new ArrayList<>(List.of("make"));
        command.addAll(targets);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(branch.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DATASOURCES_") || name.startsWith("MAKE"));
        return builder;
    }

    private static String output() throws IOException {
        return Files.readString(branch.resolve("output"));
    }
}
