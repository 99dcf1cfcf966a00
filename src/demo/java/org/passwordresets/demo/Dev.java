package org.passwordresets.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.Interrupt;
import org.passwordresets.build.Build;
import org.passwordresets.build.BuildFailure;
import org.passwordresets.build.ClassPaths;
import org.passwordresets.build.Program;

/**
 * Run by {@code make dev}: the stub, which follows the contract by itself, and the server, which is rebuilt after each save and
 * replaces the previous one when it listens. If a build or a start fails, the running server stays.
 */
final class Dev implements AutoCloseable {
    private static final long MILLISECONDS_BETWEEN_LOOKS = 100;
    private static final Path FOLDER = Path.of("target/dev");

    /** Builds a runnable server into a folder. */
    interface Builder {
        Build.Output build(Path folder) throws IOException, BuildFailure;
    }

    /** Starts a server on a free port from a build. */
    interface Starter {
        DevServer start(Build.Output built, int port) throws IOException;
    }

    private final SavedFiles files;
    private final FrontPort front;
    private final Builder builder;
    private final Starter starter;
    private final Path folder;
    private DevServer running;
    private int builds;

    Dev(SavedFiles files, FrontPort front, Builder builder, Starter starter, Path folder) {
        this.files = files;
        this.front = front;
        this.builder = builder;
        this.starter = starter;
        this.folder = folder;
    }

    /**
     * Runs until it is stopped.
     *
     * @param arguments the options of the server's JVM, two dashes, and the command that starts the stub
     */
    public static void main(String[] arguments) throws Exception {
        int dashes = Arrays.asList(arguments).indexOf("--");
        List<String> options = Arrays.asList(arguments).subList(0, dashes);
        List<String> stub = Arrays.asList(arguments).subList(dashes + 1, arguments.length);
        Interrupt.isNoFailure();
        try {
            run(DemoSettings.read(), options, stub);
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static void run(DemoSettings settings, List<String> options, List<String> stub) throws Exception {
        ShutdownSequence shutdown = new ShutdownSequence();
        FrontPort front = shutdown.start(() -> new FrontPort(settings.port()));
        StubProcess stubProcess = shutdown.start(() -> new StubProcess(stub));
        // Nobody else uses this folder, because nobody else can listen at this port.
        Path folder = FOLDER.resolve(Integer.toString(settings.port()));
        PrivateFiles.deleteRecursively(folder);
        DemoSurroundings surroundings = DemoSurroundings.open(settings, shutdown);
        ClassPaths libraries = ClassPaths.in(Path.of("target/libraries"));
        SavedFiles files = new SavedFiles(List.of(Path.of("openapi"), Path.of("src/main"), Path.of("pact")));
        Dev dev = shutdown.start(() -> new Dev(
                files,
                front,
                new Build(Program.SERVER, libraries)::into,
                (built, port) -> new DevServer(
                        command(options, built, libraries), properties(surroundings, settings, port), port),
                folder));
        while (!dev.replace()) {
            dev.awaitSave();
            stubProcess.restartIfEnded();
        }
        surroundings.welcome(URI.create("http://127.0.0.1:" + settings.port()));
        shutdown.announce();
        while (true) {
            dev.awaitSave();
            stubProcess.restartIfEnded();
            dev.replace();
        }
    }

    private static List<String> command(List<String> options, Build.Output built, ClassPaths libraries) {
        String classPath = Stream.concat(Stream.of(built.classes(), built.resources()), libraries.all().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, "org.passwordresets.demo.DemoServer"));
        return command;
    }

    /** Links use the front port, unless the user has configured another base. */
    private static Map<String, Object> properties(DemoSurroundings surroundings, DemoSettings settings, int port) {
        Map<String, Object> properties = surroundings.properties(port);
        if (System.getenv("API_BASE_URL") == null) {
            properties.put("api.base-url", "http://127.0.0.1:" + settings.port());
        }
        return properties;
    }

    private void awaitSave() throws IOException, InterruptedException {
        while (!files.changed()) {
            TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
        System.out.println("Saved: building the server");
    }

    /** Builds a server and switches to it. Returns false if that failed. */
    boolean replace() throws IOException, InterruptedException {
        long start = System.nanoTime();
        // Uses a new folder, because another server still runs from the last one.
        Path next = folder.resolve(Integer.toString(++builds));
        try {
            Build.Output built = builder.build(next);
            return takeOver(starter.start(built, FreePort.find()), built, start);
        } catch (BuildFailure failure) {
            return failed(failure.getMessage());
        } catch (IOException | UncheckedIOException gone) {
            // Such as when git switches to another branch during the build. The next look finds what has changed.
            return failed("A file cannot be read: " + gone.getMessage());
        }
    }

    private static boolean failed(String reason) {
        System.out.println(reason);
        System.out.println("It does not build: the server stays as it was");
        return false;
    }

    private boolean takeOver(DevServer server, Build.Output built, long start)
            throws IOException, InterruptedException {
        if (!server.listens()) {
            server.close();
            System.out.println("It does not start: the server stays as it was");
            return false;
        }
        front.leadTo(server.port());
        System.out.printf("The server has it, after %.1f s%n", (System.nanoTime() - start) / 1e9);
        close();
        running = server;
        deleteAllBut(built);
        return true;
    }

    private void deleteAllBut(Build.Output used) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            for (Path old : folders) {
                if (!used.classes().startsWith(old) && !used.resources().startsWith(old)) {
                    PrivateFiles.deleteRecursively(old);
                }
            }
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
    }
}
