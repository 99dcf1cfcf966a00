package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.passwordresets.build.GeneratorInput;

/**
 * The Java code that Maven generates from a copy of the contract.
 *
 * @param sources its files
 */
record GeneratedCode(List<Path> sources) {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String CLASSES =
            ROOT.resolve("target/classes") + File.pathSeparator + System.getProperty("java.class.path");

    /** @param copy a folder with {@code pom.xml} and {@code openapi} */
    static GeneratedCode of(Path copy) throws Exception {
        GeneratorInput.write(copy.resolve("openapi"), copy.resolve("target/contract.json"));
        Path log = copy.resolve("generator.log");
        Process maven = new ProcessBuilder("mvn", "-o", "-q", "-B", "openapi-generator:generate@interfaces-and-models")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(maven.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(maven.exitValue()).as("Maven: " + Files.readString(log)).isZero();
        try (Stream<Path> files = Files.walk(copy.resolve("target/generated-sources"))) {
            return new GeneratedCode(files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList());
        }
    }

    /** Those that this build has not generated just so. */
    List<Path> changed() throws IOException {
        List<Path> changed = new ArrayList<>();
        for (Path source : sources) {
            String below = source.toString().substring(source.toString().indexOf("target"));
            Path same = ROOT.resolve(below);
            if (!Files.exists(same) || Files.mismatch(source, same) >= 0) {
                changed.add(source);
            }
        }
        return changed;
    }

    static Path compile(List<Path> sources, Path classes, String... options) throws IOException {
        Files.createDirectories(classes);
        List<String> arguments =
                new ArrayList<>(List.of("-parameters", "-nowarn", "-d", classes.toString(), "-cp", CLASSES));
        // Since Java 23, processors on the class path run only if they are asked for.
        arguments.addAll(List.of("-processorpath", CLASSES));
        arguments.addAll(List.of(options));
        sources.forEach(source -> arguments.add(source.toString()));
        int errors = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(errors).as("compiler's exit status").isZero();
        return classes;
    }
}
