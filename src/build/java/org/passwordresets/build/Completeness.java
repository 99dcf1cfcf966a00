package org.passwordresets.build;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what the code lacks for the contract: operations without a controller, relationships without rows, attributes without
 * a value, responses without a test. All of these compile while you write the contract, but until they are done no test runs
 * and nothing is packaged.
 */
public final class Completeness {
    private static final String GENERATED = "org/passwordresets/generated/";
    /** Collects the relationships and is not one itself. */
    private static final String ALL_WAYS = "ways";

    private final List<ClassFile> generated = new ArrayList<>();
    private final List<ClassFile> main = new ArrayList<>();
    private final List<ClassFile> tests = new ArrayList<>();

    /** @param classes the folder or the jar with the compiled classes */
    private Completeness(Path classes, List<Path> testClasses) throws IOException {
        read(classes, main);
        for (Path folder : testClasses) {
            read(folder, tests);
        }
    }

    private void read(Path folderOrJar, List<ClassFile> written) throws IOException {
        if (Files.isDirectory(folderOrJar)) {
            readFolder(folderOrJar, written);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(folderOrJar)) {
                readFolder(jar.getPath("/"), written);
            }
        }
    }

    private void readFolder(Path folder, List<ClassFile> written) throws IOException {
        for (Path file : Folders.files(folder, ".class")) {
            ClassFile type = ClassFile.read(file);
            (type.name().startsWith(GENERATED) ? generated : written).add(type);
        }
    }

    /**
     * Prints what is missing and exits with 1.
     *
     * @param folders the classes, then the tests' classes
     */
    public static void main(String[] folders) throws IOException {
        List<String> missing = missing(Path.of(folders[0]), Path.of(folders[1]));
        if (!missing.isEmpty()) {
            System.err.println("The contract is ahead of the code. Missing:\n  " + String.join("\n  ", missing));
            System.exit(1);
        }
    }

    /** One line for each missing part. Without the tests' classes, tests are not checked. */
    public static List<String> missing(Path classes, Path... testClasses) throws IOException {
        Completeness found = new Completeness(classes, List.of(testClasses));
        return Stream.of(
                        notOverridden(found.generated, "Api$Server", found.main, "no controller implements it (501)"),
                        notOverridden(found.generated, "$Ways", found.main, "the relationship leads nowhere"),
                        found.notFilled(),
                        notOverridden(found.generated, "Specification", found.tests, "no test has this response"))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Stream<String> notOverridden(
            List<ClassFile> generated, String suffix, List<ClassFile> written, String what) {
        return generated.stream()
                .filter(type -> type.name().endsWith(suffix))
                .flatMap(type -> type.methods().stream()
                        .filter(method -> !method.equals(ALL_WAYS) && !isOverridden(type, method, written))
                        .map(method -> "%s.%s: %s".formatted(shortName(type), method, what)))
                .sorted();
    }

    private static boolean isOverridden(ClassFile type, String method, List<ClassFile> written) {
        return written.stream()
                .anyMatch(other -> other.interfaces().contains(type.name())
                        && other.methods().contains(method));
    }

    /** The attributes that no code fills. */
    private Stream<String> notFilled() {
        Set<String> calls = main.stream().flatMap(type -> type.calls().stream()).collect(Collectors.toSet());
        return generated.stream()
                .filter(type -> type.name().endsWith("Attributes$Builder") && calls.contains(type.name() + ".build"))
                .flatMap(type -> type.methods().stream()
                        .filter(member -> !calls.contains(type.name() + "." + member))
                        .map(member -> "%s.%s: no code fills it (null)".formatted(shortName(type), member)))
                .sorted();
    }

    private static String shortName(ClassFile type) {
        return type.name().substring(type.name().lastIndexOf('/') + 1).replace('$', '.');
    }
}
