package org.passwordresets.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.passwordresets.demo.FreePort;

/** A real Redis on a free local port, with a password, which keeps nothing on the disk. */
public final class RedisServer implements AutoCloseable {
    /** It must not occur in any log. */
    public static final String PASSWORD = "redis-password-canary";

    private static final int SECONDS = 20;

    private final Path program;
    /** With a certificate and its key; null for a server without TLS. */
    private final Path certificates;

    private final int port = FreePort.find();
    private Process process;

    private RedisServer(Path program, Path certificates) {
        this.program = program;
        this.certificates = certificates;
    }

    /** One that does not run yet; empty if this machine has no {@code redis-server}. */
    public static Optional<RedisServer> installed() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/local/sbin"))
                .map(directory -> Path.of(directory, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new RedisServer(program, null));
    }

    /** Another one, which talks TLS only. Its certificate is new, signed by itself, and in this directory. */
    public RedisServer overTls(Path directory) {
        run(("openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=redis -addext subjectAltName=IP:127.0.0.1"
                        + " -keyout %1$s/key.pem -out %1$s/certificate.pem")
                .formatted(directory)
                .split(" "));
        return new RedisServer(program, directory);
    }

    /** A trust store, which can be read without a password, in which only its certificate is. */
    public Path trustStore() {
        try (InputStream certificate = Files.newInputStream(certificates.resolve("certificate.pem"));
                OutputStream file = Files.newOutputStream(certificates.resolve("trusted.jks"))) {
            KeyStore trusted = KeyStore.getInstance("JKS");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "redis", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
            trusted.store(file, "changeit".toCharArray());
            return certificates.resolve("trusted.jks");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String uri() {
        return "%s://:%s@127.0.0.1:%d".formatted(certificates == null ? "redis" : "rediss", PASSWORD, port);
    }

    /** Starts it empty, and returns when it accepts connections. */
    public void start() {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--bind", "127.0.0.1"));
        command.addAll(List.of("--requirepass", PASSWORD, "--save", "", "--appendonly", "no"));
        command.addAll(
                certificates == null
                        ? List.of("--port", Integer.toString(port))
                        : List.of(
                                "--port",
                                "0",
                                "--tls-port",
                                Integer.toString(port),
                                "--tls-cert-file",
                                certificates.resolve("certificate.pem").toString(),
                                "--tls-key-file",
                                certificates.resolve("key.pem").toString(),
                                "--tls-ca-cert-file",
                                certificates.resolve("certificate.pem").toString(),
                                "--tls-auth-clients",
                                "no"));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(SECONDS)).ignoreExceptions().untilAsserted(() -> new Socket("127.0.0.1", port)
                .close());
    }

    /** It keeps its connections and does not respond any more. */
    public void freeze() {
        signal("STOP");
    }

    public void unfreeze() {
        signal("CONT");
    }

    private void signal(String name) {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    private static void run(String... command) {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            stop();
        }
    }
}
