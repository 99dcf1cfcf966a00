package org.passwordresets.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

final class Folders {
    private Folders() {}

    static List<Path> files(Path folder, String suffix) throws IOException {
        return Files.isDirectory(folder)
                ? all(folder).stream()
                        .filter(path -> path.toString().endsWith(suffix))
                        // Editors keep temporary files that begin with a dot.
                        .filter(path -> !path.getFileName().toString().startsWith(".") && Files.isRegularFile(path))
                        .toList()
                : List.of();
    }

    /** The folder with all its folders and files. */
    static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList();
        }
    }

    static void copy(Path folder, String suffix, Path target) throws IOException {
        for (Path file : files(folder, suffix)) {
            Path copy = target.resolve(folder.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    /** Empties the folder, or creates it. */
    static Path renew(Path folder) throws IOException {
        delete(folder);
        return Files.createDirectories(folder);
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> paths = new ArrayList<>(all(folder));
            Collections.reverse(paths);
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
