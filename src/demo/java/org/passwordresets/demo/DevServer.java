package org.passwordresets.demo;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in its own process. It gets its configuration through standard input, so that no command line shows a secret. */
final class DevServer implements AutoCloseable {
    private static final int MAX_START_SECONDS = 60;
    private static final int MAX_STOP_SECONDS = 30;
    private static final int MILLISECONDS_BETWEEN_ATTEMPTS = 20;

    private final Process process;
    private final int port;

    DevServer(List<String> command, Map<String, Object> properties, int port) throws IOException {
        this.port = port;
        this.process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ObjectOutputStream input = new ObjectOutputStream(process.getOutputStream());
        input.writeObject(new HashMap<>(properties));
        input.flush();
    }

    int port() {
        return port;
    }

    /** Whether the server started to listen; false if it exited or took too long. */
    boolean listens() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_START_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return true;
            } catch (ConnectException notYet) {
                if (process.waitFor(MILLISECONDS_BETWEEN_ATTEMPTS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        stop(process);
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
