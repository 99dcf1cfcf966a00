package org.passwordresets.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.passwordresets.demo.FreePort;

/** A stub in its own process, ours or another program. */
final class BenchedStub implements AutoCloseable {
    private static final Duration MAX_START = Duration.ofSeconds(60);
    private static final long BETWEEN_LOOKS_MILLISECONDS = 2;

    private final Process process;
    private final int port;
    private final Duration untilFirstResponse;

    private BenchedStub(Process process, int port, Duration untilFirstResponse) {
        this.process = process;
        this.port = port;
        this.untilFirstResponse = untilFirstResponse;
    }

    /** Starts the stub and returns after its first successful response. */
    static BenchedStub start(List<String> command, byte[] request, Path log) throws IOException, InterruptedException {
        int port = FreePort.find();
        ProcessBuilder builder = new ProcessBuilder(command.stream()
                        .map(part -> part.equals("PORT") ? Integer.toString(port) : part)
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            awaitResponse(process, port, request, log);
            return new BenchedStub(process, port, Duration.ofNanos(System.nanoTime() - start));
        } catch (IllegalStateException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void awaitResponse(Process process, int port, byte[] request, Path log) throws InterruptedException {
        long end = System.nanoTime() + MAX_START.toNanos();
        while (!responses(port, request)) {
            if (process.waitFor(BETWEEN_LOOKS_MILLISECONDS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException("It does not respond; see " + log);
            }
        }
    }

    private static boolean responses(int port, byte[] request) {
        try {
            return HttpConnection.once(port, request).status() / 100 == 2;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Duration untilFirstResponse() {
        return untilFirstResponse;
    }

    /** Its current memory in megabytes, shared pages included; 0 if the system does not report it. */
    long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** The processor time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
