package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.passwordresets.demo.FreePort;

/** A real nginx on a free local port, with its files in a directory of the test's. */
public final class Nginx implements AutoCloseable {
    private static final int SECONDS = 20;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, where this machine has one. */
    public static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with these locations, and returns when it accepts connections. */
    public static Nginx start(Path program, Path directory, String locations) {
        int port = FreePort.find();
        return start(program, directory, port, """
                  server {
                    listen 127.0.0.1:%d;
                    %s
                  }
                """.formatted(port, locations));
    }

    /** The same with a whole {@code server} block, which listens on that port. */
    public static Nginx start(Path program, Path directory, int port, String server) {
        try {
            Path configuration = Files.writeString(directory.resolve("nginx.conf"), """
                    daemon off;
                    worker_processes 1;
                    pid nginx.pid;
                    error_log error.log;
                    events { worker_connections 64; }
                    http {
                      access_log off;
                      client_body_temp_path body;
                      proxy_temp_path proxy;
                      fastcgi_temp_path fastcgi;
                      uwsgi_temp_path uwsgi;
                      scgi_temp_path scgi;
                      %s
                    }
                    """.formatted(server));
            Process process = new ProcessBuilder(
                            program.toString(),
                            "-p",
                            directory.toString(),
                            "-c",
                            configuration.toString(),
                            "-e",
                            directory.resolve("error.log").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.log").toFile())
                    .start();
            Nginx nginx = new Nginx(process, port);
            nginx.awaitReady(directory);
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path directory) {
        await().atMost(Duration.ofSeconds(SECONDS))
                .failFast(() -> assertThat(process.isAlive())
                        .as("nginx runs; it said: %s", Files.readString(directory.resolve("output.log")))
                        .isTrue())
                .ignoreExceptions()
                .untilAsserted(() -> new Socket("127.0.0.1", port).close());
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
