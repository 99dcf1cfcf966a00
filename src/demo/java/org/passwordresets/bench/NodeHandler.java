package org.passwordresets.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.passwordresets.demo.FreePort;

/** The handler in {@code src/demo/node} in its own process. */
final class NodeHandler implements AutoCloseable {
    private static final Path FOLDER = Path.of("src", "demo", "node");
    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private NodeHandler(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether its libraries are installed, which needs npm. */
    static boolean isThere() {
        return Files.exists(FOLDER.resolve("node_modules"));
    }

    static String version() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            return new String(node.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .replaceFirst("^v", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NodeHandler start(DatabaseAddress database, Path log, byte[] request) throws Exception {
        int port = FreePort.find();
        URI address = URI.create(database.url().substring("jdbc:".length()));
        ProcessBuilder builder = new ProcessBuilder(
                        "node", FOLDER.resolve("handler.mjs").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "NODE_ENV", "production",
                        "PORT", Integer.toString(port),
                        "DB_PORT", Integer.toString(address.getPort()),
                        "DB_NAME", address.getPath().substring(1),
                        "DB_USER", database.username(),
                        "DB_PASSWORD", database.password()));
        Process process = builder.start();
        try {
            awaitResponse(process, port, request, log);
            return new NodeHandler(process, port);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void awaitResponse(Process process, int port, byte[] request, Path log) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (!responds(port, request)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IOException("The Node handler does not respond; see " + log);
            }
        }
    }

    private static boolean responds(int port, byte[] request) {
        try {
            return HttpConnection.once(port, request).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** The processor time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
