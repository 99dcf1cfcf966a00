package org.passwordresets.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.Application;
import org.passwordresets.demo.FreePort;
import org.passwordresets.support.Nginx;
import org.passwordresets.support.TestDatabase;

/**
 * The Deployment page, followed as it stands: its commands make the keys, its environment starts the server, its nginx serves
 * TLS, and its requests are sent. Only ports, file names and the database are this machine's.
 */
class DeploymentPageTest {
    private static final String HOST = "resets.example.com";
    private static final String CLIENT_SECRET = "0123456789abcdef0123456789abcdef";
    private static final String DOCS_PASSWORD = "let me read";
    private static final int MAX_WAIT_SECONDS = 60;

    @TempDir
    private static Path directory;

    private static Path certificate;
    private static Path certificateKey;

    @BeforeAll
    static void makeCertificateAndKeys() throws Exception {
        assumeTrue(Nginx.program().isPresent(), "needs nginx");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "needs openssl");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl");
        certificate = directory.resolve("certificate.pem");
        certificateKey = directory.resolve("certificate.key");
        shell(
                "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=%1$s -addext subjectAltName=DNS:%1$s -keyout %2$s -out %3$s 2>&1"
                        .formatted(HOST, certificateKey, certificate));
        shell(block("3. The keys", "sh"));
    }

    @Test
    void aServerBehindNginxIsReachedByTheAddressInItsLinks() throws Exception {
        int port = FreePort.find();
        int tlsPort = FreePort.find();
        Map<String, String> environment = environment("4. The configuration");
        environment.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        String server = block("6. nginx, with TLS", "nginx")
                .replace("listen 443 ssl", "listen 127.0.0.1:" + tlsPort + " ssl")
                .replace("/etc/ssl/certs/resets.example.com.pem", certificate.toString())
                .replace("/etc/ssl/private/resets.example.com.key", certificateKey.toString())
                .replace("127.0.0.1:8080", "127.0.0.1:" + port);
        String address = curlReaches(tlsPort);

        try (Server running = Server.start(environment);
                Nginx nginx = Nginx.start(
                        Nginx.program().orElseThrow(),
                        Files.createDirectories(directory.resolve("nginx")),
                        tlsPort,
                        server)) {
            assertThat(running.lines()).allMatch(line -> line.startsWith("{"), "is JSON");
            assertThat(running.said()).doesNotContain("StartupWarnings");
            String list = shell("CLIENT_SECRET=" + CLIENT_SECRET + "\n" + block("7. Try it", "sh"));
            assertThat(list).contains("\"data\":[]").contains("\"first\":\"" + address + "/api/customers?page");
            assertThat(shell("curl -s -o /dev/null -w '%{http_code}' " + address + "/docs/"))
                    .isEqualTo("401");
            assertThat(shell("curl -s -u 'reader:" + DOCS_PASSWORD + "' " + address + "/docs/"))
                    .contains("A password reset in five steps");
            assertThat(shell("curl -s -D - -o /dev/null -H 'Origin: https://shop.example.com' " + address
                            + "/api/customers"))
                    .contains("401")
                    .containsIgnoringCase("access-control-allow-origin: https://shop.example.com");
            assertThat(shell("curl -s " + address + "/health/readiness")).contains("UP");
        }
    }

    @Test
    void theServerServesTlsByItself() throws Exception {
        int tlsPort = FreePort.find();
        Map<String, String> environment = environment("4. The configuration");
        environment.remove("MICRONAUT_SERVER_PORT");
        environment.remove("NETWORK_TRUSTED_PROXIES");
        lines(block("TLS without a proxy", "properties")).forEach(environment::put);
        environment.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
        environment.put("MICRONAUT_SERVER_SSL_PORT", Integer.toString(tlsPort));
        environment.replaceAll(
                (key, value) -> value.replace("file:/etc/ssl/certs/resets.example.com.pem", "file:" + certificate)
                        .replace("file:/etc/ssl/private/resets.example.com.key", "file:" + certificateKey));
        String address = curlReaches(tlsPort);

        try (Server running = Server.start(environment)) {
            assertThat(running.said()).doesNotContain("StartupWarnings");
            assertThat(shell("curl -s " + address + "/health/readiness")).contains("UP");
        }
    }

    /** As the page has it, with this machine's database and secrets. */
    private static Map<String, String> environment(String heading) throws IOException {
        Map<String, String> environment = lines(block(heading, "properties"));
        environment.putAll(TestDatabase.environment());
        environment.put("DATABASE_MIGRATION_USERNAME", environment.get("DATASOURCES_DEFAULT_USERNAME"));
        environment.put("DATABASE_MIGRATION_PASSWORD", environment.get("DATASOURCES_DEFAULT_PASSWORD"));
        environment.put(
                "AUTH_SIGNING_KEY",
                Files.readString(directory.resolve("signing-key.pem")).replace("\n", ""));
        environment.put(
                "PASSWORD_RESETS_TOKEN_KEY",
                Files.readString(directory.resolve("token-key")).strip());
        environment.put("AUTH_APPLICATIONS_BACKEND_CLIENT_SECRET", CLIENT_SECRET);
        environment.put("DOCS_PASSWORD", DOCS_PASSWORD);
        assertThat(environment.values()).noneMatch(value -> value.startsWith("<"));
        return environment;
    }

    private static Map<String, String> lines(String properties) {
        Map<String, String> lines = new LinkedHashMap<>();
        properties.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int equals = line.indexOf('=');
            lines.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return lines;
    }

    /** The first code block of that language below a heading of the page. */
    private static String block(String heading, String language) throws IOException {
        try (var page = DeploymentPageTest.class.getResourceAsStream("/docs/deployment.md")) {
            String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            int start = text.indexOf("\n## " + heading + "\n");
            assertThat(start).as(heading).isNotNegative();
            var block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(text.substring(start));
            assertThat(block.find()).as(heading).isTrue();
            return block.group(1);
        }
    }

    /** From now on curl finds the host on that port of this machine, and trusts its certificate. */
    private static String curlReaches(int port) throws IOException {
        Files.writeString(directory.resolve(".curlrc"), """
                cacert = "%s"
                connect-to = "%s:443:127.0.0.1:%d"
                max-time = 30
                """.formatted(certificate, HOST, port));
        return "https://" + HOST;
    }

    private static String shell(String commands) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-euc", commands).directory(directory.toFile());
        bash.environment().put("HOME", directory.toString());
        Process process = bash.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(commands).isZero();
        return output;
    }

    /** The server as a process of its own, configured by its environment alone. */
    private record Server(Process process, List<String> lines) implements AutoCloseable {
        static Server start(Map<String, String> environment) throws IOException {
            ProcessBuilder java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Application.class.getName())
                    .redirectErrorStream(true);
            java.environment().keySet().removeIf(name -> name.startsWith("DATASOURCES_"));
            java.environment().putAll(environment);
            Server server = new Server(java.start(), new ArrayList<>());
            server.await();
            return server;
        }

        private void await() throws IOException {
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            while (line != null && !line.contains("Startup completed")) {
                lines.add(line);
                line = output.readLine();
            }
            assertThat(line).as("The server got ready; it said:\n%s", said()).isNotNull();
            Thread rest = new Thread(() -> output.lines().forEach(ignored -> {}));
            rest.setDaemon(true);
            rest.start();
        }

        String said() {
            return String.join("\n", lines);
        }

        @Override
        public void close() {
            process.destroy();
            try {
                assertThat(process.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
