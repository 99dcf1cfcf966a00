package org.passwordresets.demo;

import java.io.IOException;
import java.util.List;

/** The stub beside the server. It ends if the contract is invalid at its start, and is started again after the next save. */
final class StubProcess implements AutoCloseable {
    private final List<String> command;
    private Process process;

    StubProcess(List<String> command) throws IOException {
        this.command = command;
        start();
    }

    private void start() throws IOException {
        process = new ProcessBuilder(command).inheritIO().start();
    }

    void restartIfEnded() throws IOException {
        if (!process.isAlive()) {
            start();
        }
    }

    @Override
    public void close() {
        DevServer.stop(process);
    }
}
