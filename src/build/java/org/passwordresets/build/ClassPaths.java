package org.passwordresets.build;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The libraries that Maven has resolved, with a file for each list.
 *
 * @param runtime the server's libraries
 * @param provided the embedded database, and the annotation processors
 * @param generator the generator's libraries, some in other versions than the server's
 */
public record ClassPaths(List<Path> runtime, List<Path> provided, List<Path> generator) {

    public static ClassPaths in(Path folder) throws IOException {
        return new ClassPaths(
                read(folder.resolve("runtime")), read(folder.resolve("provided")), read(folder.resolve("generator")));
    }

    private static List<Path> read(Path file) throws IOException {
        return Stream.of(Files.readString(file).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The libraries of the demo and the annotation processors. */
    public List<Path> all() {
        return Stream.concat(runtime.stream(), provided.stream()).toList();
    }

    static ClassLoader load(List<Path> libraries) {
        return new URLClassLoader(
                libraries.stream().map(ClassPaths::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path library) {
        try {
            return library.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
