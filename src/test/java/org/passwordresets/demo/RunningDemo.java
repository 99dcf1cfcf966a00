package org.passwordresets.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.passwordresets.support.Client;

/** What `make run` starts, as a process of its own that a test can kill. */
final class RunningDemo implements AutoCloseable {
    private static final int MAX_START_SECONDS = 120;

    private final Path data;
    private final int port;
    private final Process process;
    private String ready;
    private final StringBuilder said = new StringBuilder();

    private RunningDemo(Path data, int port, Process process) {
        this.data = data;
        this.port = port;
        this.process = process;
    }

    /** Starts it and returns when it is ready. Its database is always the embedded one. */
    static RunningDemo start(Path data) throws IOException {
        int port = FreePort.find();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DATASOURCES_"));
        builder.environment().put("DATA", data.toString());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("RATE_LIMITS_ENABLED", "false");
        RunningDemo demo = new RunningDemo(data, port, builder.start());
        demo.awaitReady();
        return demo;
    }

    private void awaitReady() throws IOException {
        Future<?> watchdog = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(MAX_START_SECONDS, TimeUnit.SECONDS));
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith("Ready: ")) {
            said.append(line).append('\n');
            line = output.readLine();
        }
        watchdog.cancel(true);
        assertThat(line).as("The demo got ready; it said:\n%s", said).isNotNull();
        ready = line;
        drain(output);
    }

    /** What it printed before it was ready. */
    String said() {
        return said.toString();
    }

    /** The line that says where it is. */
    String ready() {
        return ready;
    }

    /** Else it would wait for somebody to read its log. */
    private static void drain(BufferedReader output) {
        Thread drain = new Thread(() -> {
            try {
                while (output.readLine() != null) {
                    // Nobody wants to know.
                }
            } catch (IOException | UncheckedIOException ended) {
                // The process has gone.
            }
        });
        drain.setDaemon(true);
        drain.start();
    }

    /** A back end in test mode. */
    Client backEnd() throws IOException {
        Properties clients = new Properties();
        try (InputStream file = Files.newInputStream(data.resolve("clients.properties"))) {
            clients.load(file);
        }
        String request = "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
                .formatted(
                        clients.getProperty("integration.test.client_id"),
                        clients.getProperty("integration.test.client_secret"));
        String token = Client.plain(address())
                .header("Content-Type", "application/json")
                .send("POST", "/oauth/token", request)
                .at("/access_token")
                .asText();
        return Client.plain(address())
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.api+json")
                .header("Content-Type", "application/vnd.api+json");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** SIGKILL: it has no chance to do anything more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** SIGTERM, without waiting. */
    void terminate() {
        process.destroy();
    }

    boolean awaitExit() throws InterruptedException {
        return process.waitFor(60, TimeUnit.SECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** The database processes of that data directory. */
    static List<ProcessHandle> databases(Path data) {
        return MariaDb.servers(data.resolve("database").toAbsolutePath().resolve("data"));
    }

    /** What the database has logged since its last start. */
    static String databaseLog(Path data) throws IOException {
        return Files.readString(data.resolve("database").resolve("mariadb.log"));
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
        if (!awaitExit()) {
            process.destroyForcibly();
        }
        databases(data).forEach(ProcessHandle::destroyForcibly);
    }
}
