package org.passwordresets.build;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Builds the server and the stub from their sources, without tests and without Maven, which has resolved the libraries
 * before. Only Maven builds for production. Paths are relative to the repository's folder, which is the working directory.
 */
public final class Build {
    private static final Path CONTRACT = Path.of("openapi");
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Program program;
    private final Generator generator;
    private final Compiler compiler;
    private List<String> compiledState = List.of();
    private Path classes;

    public Build(Program program, ClassPaths libraries) throws IOException {
        this.program = program;
        this.generator = new Generator(libraries.generator());
        this.compiler = new Compiler(libraries);
    }

    /**
     * Builds a jar: a running program keeps its jar when a later build replaces it.
     *
     * @param arguments {@code server} or {@code stub}, and the folder to build into
     */
    public static void main(String[] arguments) throws IOException {
        Program program = Program.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        // Another make may be building the same.
        try (FileChannel file = FileChannel.open(folder.resolve(".lock"), CREATE, WRITE);
                FileLock lock = file.lock()) {
            Output output = new Build(program, ClassPaths.in(Path.of("target/libraries"))).into(folder);
            jar(output, folder.resolve(arguments[0] + ".jar"));
        } catch (BuildFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    /**
     * The folders that a program runs from.
     *
     * @param classes the compiled classes
     * @param resources the copied resources
     */
    public record Output(Path classes, Path resources) {}

    /**
     * Builds everything again, so that no output outlives its source. If no source has changed since the last build into this
     * or any other folder, the classes are kept.
     */
    public Output into(Path folder) throws IOException, BuildFailure {
        Path generated = Folders.renew(folder.resolve("generated"));
        Path contract = folder.resolve("contract.json");
        GeneratorInput.write(CONTRACT, contract);
        generator.generate(contract, generated);
        return new Output(classes(folder, generated), resources(Folders.renew(folder.resolve("resources"))));
    }

    private Path classes(Path folder, Path generated) throws IOException, BuildFailure {
        List<Path> sources = program.sources(generated);
        List<String> state = state(sources, generated);
        if (!state.equals(compiledState)) {
            classes = folder.resolve("classes");
            compile(sources, state, folder.resolve("compiled"));
            compiledState = state;
        }
        return classes;
    }

    private void compile(List<Path> sources, List<String> state, Path compiled) throws IOException, BuildFailure {
        compiledState = List.of();
        if (!Files.exists(compiled) || !Files.readAllLines(compiled).equals(state)) {
            Files.deleteIfExists(compiled);
            compiler.compile(sources, Folders.renew(classes));
            Files.write(compiled, state);
        }
    }

    private static List<String> state(List<Path> sources, Path generated) throws IOException {
        List<String> state = new ArrayList<>();
        for (Path source : sources) {
            Path name = source.startsWith(generated) ? generated.relativize(source) : source;
            state.add(name + " " + Files.readString(source).hashCode());
        }
        return state;
    }

    /** The same folder as Maven's. */
    private static Path resources(Path folder) throws IOException {
        Folders.copy(Path.of("src/main/resources"), "", folder);
        Path contract = folder.resolve("contract");
        for (String suffix : List.of(".yaml", ".json")) {
            Folders.copy(CONTRACT, suffix, contract);
        }
        Folders.delete(contract.resolve("templates"));
        Folders.copy(Path.of("pact"), ".json", contract.resolve("pacts"));
        return folder;
    }

    /** Writes the jar only if it changes, because a class data archive is valid for one jar only. */
    private static void jar(Output output, Path file) throws IOException {
        Path draft = file.resolveSibling("draft.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(draft))) {
            // Not compressed, because every start reads it.
            jar.setLevel(0);
            Set<String> added = new HashSet<>();
            for (Path folder : List.of(output.classes(), output.resources())) {
                for (Path path : Folders.all(folder)) {
                    add(path, folder, jar, added);
                }
            }
        }
        if (!Files.exists(file) || Files.mismatch(draft, file) >= 0) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Adds directories too, because the framework looks for beans in one. */
    private static void add(Path path, Path folder, JarOutputStream jar, Set<String> added) throws IOException {
        String name = folder.relativize(path) + (Files.isDirectory(path) ? "/" : "");
        if (name.length() > 1 && added.add(name)) {
            JarEntry entry = new JarEntry(name);
            entry.setTimeLocal(ANY_TIME);
            jar.putNextEntry(entry);
            if (!Files.isDirectory(path)) {
                Files.copy(path, jar);
            }
        }
    }
}
