package org.passwordresets.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.support.RawConnection;
import org.passwordresets.support.StandingServer;

/** Connections over TLS have the same deadlines and refusals as others. */
class TlsConnectionTest {
    private static final String GET = "GET /health/liveness HTTP/1.1\r\nHost: api.example\r\n\r\n";

    @Test
    void deadlinesAndRefusalsHoldOverTls(@TempDir Path directory) throws Exception {
        try (StandingServer server = StandingServer.start(Map.of(
                "micronaut.server.ssl.enabled", true,
                "micronaut.server.ssl.port", -1,
                "micronaut.server.ssl.key-store.path", "file:" + keyStore(directory),
                "micronaut.server.ssl.key-store.password", "changeit",
                "micronaut.server.ssl.key-store.type", "PKCS12",
                "connections.head-timeout", "700ms",
                "connections.idle-timeout", "2s"))) {
            assertThat(server.address().getScheme()).isEqualTo("https");
            awaitFirstHandshake(server);
            assertKept(server);
            assertRefused(server);
            assertSlowHeadIsRefused(server);
        }
    }

    /** It loads classes, so on a busy machine it can take longer than the head timeout, which includes it. */
    private static void awaitFirstHandshake(StandingServer server) {
        await().ignoreExceptions().until(() -> {
            try (RawConnection connection = RawConnection.to(server.address()).send(GET)) {
                return connection.response().status() == 200;
            }
        });
    }

    private static void assertKept(StandingServer server) {
        try (RawConnection connection = RawConnection.to(server.address()).send(GET + GET)) {
            assertThat(connection.response().status()).isEqualTo(200);
            assertThat(connection.response().status()).isEqualTo(200);
            assertThat(connection.isEnded()).as("after the idle timeout").isTrue();
        }
    }

    private static void assertRefused(StandingServer server) {
        String bad = "POST /api/customers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n";
        try (RawConnection connection = RawConnection.to(server.address()).send(bad + GET)) {
            assertThat(connection.response().status()).isEqualTo(400);
            assertThat(connection.isEnded()).isTrue();
        }
    }

    private static void assertSlowHeadIsRefused(StandingServer server) {
        try (RawConnection connection = RawConnection.to(server.address()).send(GET)) {
            assertThat(connection.response().status()).isEqualTo(200);
            long begin = System.nanoTime();
            connection.send("GET /");
            assertThat(connection.response().status()).isEqualTo(408);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isGreaterThan(600L);
        }
    }

    private static Path keyStore(Path directory) throws Exception {
        Path store = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }
}
