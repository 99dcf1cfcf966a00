package org.passwordresets.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private final int port = FreePort.find();
    private Process process;

    private RedisServer(Path program) {
        this.program = program;
    }

    /** One that does not run yet; empty if this machine has no {@code redis-server}. */
    public static Optional<RedisServer> installed() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/local/sbin"))
                .map(directory -> Path.of(directory, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(RedisServer::new);
    }

    public String uri() {
        return "redis://:%s@127.0.0.1:%d".formatted(PASSWORD, port);
    }

    /** Starts it empty, and returns when it accepts connections. */
    public void start() {
        try {
            process = new ProcessBuilder(
                            program.toString(),
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--requirepass",
                            PASSWORD,
                            "--save",
                            "",
                            "--appendonly",
                            "no")
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
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
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
