package org.passwordresets.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of what {@code make} builds from, to be edited as a branch would be. */
final class SourceCopy {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Restores Ctrl-C, which a process in the background ignores, and so would every process that the tests start. */
    private static final List<String> WITH_CTRL_C = List.of("env", "--default-signal=INT");

    private static final List<String> PARTS =
            List.of("pom.xml", "Makefile", "openapi", "pact", "src/main", "src/demo", "src/build", "src/checks/java");

    private final Path root;

    private SourceCopy(Path root) {
        this.root = root;
    }

    static SourceCopy in(Path directory) throws IOException {
        for (String part : PARTS) {
            copy(Path.of(part), directory);
        }
        return new SourceCopy(directory);
    }

    static void copy(Path part, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(target.resolve(file).getParent());
                Files.copy(file, target.resolve(file));
            }
        }
    }

    Path file(String name) {
        return root.resolve(name);
    }

    void replace(String file, String text, String replacement) throws IOException {
        String before = Files.readString(file(file));
        assertThat(before).contains(text);
        Files.writeString(file(file), before.replace(text, replacement));
    }

    /** The exit status of these targets. */
    int make(String... targets) throws IOException, InterruptedException {
        Process process = start(List.of(targets));
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** What the last target wrote. */
    String output() throws IOException {
        return Files.readString(file("output"));
    }

    @FunctionalInterface
    interface Conversation {
        void with(Server server) throws Exception;
    }

    /** A server at a port, and the token that its requests carry. */
    record Server(int port, String token) {
        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send(request(path).GET().build());
        }

        HttpResponse<String> send(String method, String path, String document)
                throws IOException, InterruptedException {
            return send(request(path)
                    .header("Content-Type", "application/vnd.api+json")
                    .method(method, BodyPublishers.ofString(document))
                    .build());
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + token);
        }

        private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        }
    }

    /** Starts the stub, talks to it, and ends it. */
    void stub(int port, Conversation conversation) throws Exception {
        serve(port, List.of("stub", "PORT=" + port), () -> "any-token", conversation);
    }

    /** Starts the server with a database of its own, talks to it with an integration's token, and ends it. */
    void run(int port, Conversation conversation) throws Exception {
        String data = "DATA=" + file("data");
        serve(port, List.of("run", "PORT=" + port, data), () -> token("PORT=" + port, data), conversation);
    }

    @FunctionalInterface
    private interface Token {
        String get() throws Exception;
    }

    private void serve(int port, List<String> targets, Token token, Conversation conversation) throws Exception {
        Process server = start(targets);
        try {
            await().atMost(PATIENCE)
                    .failFast(() -> assertThat(server.isAlive()).as(output()).isTrue())
                    .until(() -> isListening(port));
            conversation.with(new Server(port, token.get()));
        } finally {
            interrupt(server);
        }
        assertThat(server.exitValue()).as("Ctrl-C is no failure").isZero();
    }

    /** As Ctrl-C does. */
    private static void interrupt(Process server) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-INT"));
        server.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        new ProcessBuilder(command).start().waitFor();
        if (!server.waitFor(30, TimeUnit.SECONDS)) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly().waitFor();
        }
    }

    private static boolean isListening(int port) {
        try (Socket connection = new Socket("127.0.0.1", port)) {
            return connection.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String token(String... settings) throws IOException, InterruptedException {
        await().atMost(PATIENCE).until(() -> Files.exists(file("data/clients.properties")));
        List<String> targets = new ArrayList<>(List.of("-s", "token"));
        targets.addAll(List.of(settings));
        Process process =
                builder(targets).redirectOutput(file("token").toFile()).start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(file("token")).strip();
    }

    /** Only GNU's env can. */
    private static boolean canRestoreCtrlC() throws IOException {
        List<String> command = new ArrayList<>(WITH_CTRL_C);
        command.add("true");
        return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
    }

    private Process start(List<String> targets) throws IOException {
        return builder(targets).redirectOutput(file("output").toFile()).start();
    }

    private ProcessBuilder builder(List<String> targets) throws IOException {
        List<String> command = new ArrayList<>(canRestoreCtrlC() ? WITH_CTRL_C : List.of());
        command.add("make");
        command.addAll(targets);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DATASOURCES_") || name.startsWith("MAKE"));
        return builder;
    }
}
