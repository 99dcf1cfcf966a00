package org.passwordresets.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.passwordresets.demo.Demo;
import org.passwordresets.demo.FreePort;

/** The server of {@code make run} in its own process, without rate limits. */
final class BenchedServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final Process process;
    private final int port;
    private final String token;
    private final String headers;

    private BenchedServer(Process process, int port, String token) {
        this.process = process;
        this.port = port;
        this.token = token;
        this.headers = """
                Host: 127.0.0.1
                Authorization: Bearer %s
                Accept: application/vnd.api+json
                Content-Type: application/vnd.api+json
                """.formatted(token);
    }

    static BenchedServer start(Path data, DatabaseAddress database) throws Exception {
        Files.createDirectories(data);
        int port = FreePort.find();
        Files.deleteIfExists(data.resolve("clients.properties"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("DATA", data.toString());
        builder.environment().put("RATE_LIMITS_ENABLED", "false");
        builder.environment().put("DATASOURCES_DEFAULT_URL", database.url());
        builder.environment().put("DATASOURCES_DEFAULT_USERNAME", database.username());
        builder.environment().put("DATASOURCES_DEFAULT_PASSWORD", database.password());
        Process process = builder.start();
        try {
            awaitReady(process, data);
            return new BenchedServer(process, port, token(data, port));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The server writes the clients' file when it is ready. */
    private static void awaitReady(Process process, Path data) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (!Files.exists(data.resolve("clients.properties"))) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException("The server did not start; see " + data.resolve("server.log"));
            }
        }
    }

    private static String token(Path data, int port) throws IOException {
        Properties clients = new Properties();
        try (InputStream file = Files.newInputStream(data.resolve("clients.properties"))) {
            clients.load(file);
        }
        String body = """
                {"grant_type":"client_credentials","client_id":"%s","client_secret":"%s"}""".formatted(
                        clients.getProperty("integration.test.client_id"),
                        clients.getProperty("integration.test.client_secret"));
        byte[] request = request("POST /oauth/token", "Host: 127.0.0.1\nContent-Type: application/json\n", body);
        return HttpConnection.once(port, request).between("\"access_token\":\"", "\"");
    }

    private static byte[] request(String line, String headers, String body) {
        String text = line + " HTTP/1.1\n" + headers + "Content-Length: " + body.length() + "\n\n";
        return (text.replace("\n", "\r\n") + body).getBytes(StandardCharsets.UTF_8);
    }

    int port() {
        return port;
    }

    /** Deletes what an earlier run left. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    String token() {
        return token;
    }

    byte[] get(String id) {
        return request("GET /api/customer_password_resets/" + id, headers, "");
    }

    byte[] create() {
        return request("POST /api/customer_password_resets", headers, """
                {"data":{"type":"customer_password_resets","attributes":{"customer_email":"john@example.com"}}}""");
    }

    /** The processor time that the server's process has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
