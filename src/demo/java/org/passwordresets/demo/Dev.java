package org.passwordresets.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What {@code make dev} starts: the stub, which follows the contract by itself, and the server, which is built and started
 * anew after each save. A build that fails leaves the running server as it is.
 */
final class Dev implements AutoCloseable {
    private static final long BETWEEN_LOOKS_MILLISECONDS = 200;
    private static final long MAX_STOP_SECONDS = 30;
    /** Stands in the server's command for the classes that it shall run. */
    private static final String CLASSES = "CLASSES";

    private final SavedFiles files;
    private final ClassesSnapshot classes;
    private final List<String> build;
    private final List<String> server;
    private final Process stub;
    private Process running;

    /**
     * Starts the stub and the server, from classes that were built before.
     *
     * @param root the folder that holds {@code openapi}, {@code src/main} and {@code target/classes}
     */
    Dev(Path root, List<String> build, List<String> server, List<String> stub) throws IOException {
        this.files =
                new SavedFiles(List.of(root.resolve("pom.xml"), root.resolve("openapi"), root.resolve("src/main")));
        this.classes = new ClassesSnapshot(root.resolve("target/classes"), root.resolve("target/dev"));
        this.build = build;
        this.server = server;
        this.stub = start(stub);
        startServer();
    }

    /** Three commands with two dashes between them: the build, the server, the stub. Ends when it is ended. */
    public static void main(String[] arguments) throws Exception {
        List<List<String>> commands = commands(arguments);
        Dev dev = new Dev(Path.of("."), commands.get(0), commands.get(1), commands.get(2));
        Runtime.getRuntime().addShutdownHook(new Thread(dev::close));
        while (true) {
            dev.look();
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLISECONDS);
        }
    }

    private static List<List<String>> commands(String[] arguments) {
        List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
        Arrays.stream(arguments).forEach(argument -> {
            if (argument.equals("--")) {
                commands.add(new ArrayList<>());
            } else {
                commands.get(commands.size() - 1).add(argument);
            }
        });
        return commands;
    }

    /** Builds, and starts the server anew, where something was saved since it last looked. */
    void look() throws IOException, InterruptedException {
        if (!files.changed()) {
            return;
        }
        System.out.println("Saved. The stub is up to date; building the server");
        if (start(build).waitFor() == 0) {
            stop(running);
            startServer();
        } else {
            System.out.println("The build failed: the server stays as it was");
        }
    }

    private void startServer() throws IOException {
        String folder = classes.take().toString();
        running =
                start(server.stream().map(part -> part.replace(CLASSES, folder)).toList());
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop(stub);
        stop(running);
    }
}
