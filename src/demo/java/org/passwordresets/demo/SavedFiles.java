package org.passwordresets.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Detects saved files by their modification times, because file system events arrive late on some systems, or never. */
final class SavedFiles {
    private final List<Path> roots;
    private Map<Path, String> seen;

    /** @param roots files, and folders with everything in them */
    SavedFiles(List<Path> roots) throws IOException {
        this.roots = roots;
        this.seen = versions();
    }

    /** Whether a file was saved, created or deleted since the last call. */
    boolean changed() throws IOException {
        Map<Path, String> now = versions();
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    private Map<Path, String> versions() throws IOException {
        Map<Path, String> versions = new TreeMap<>();
        for (Path root : roots) {
            if (Files.exists(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(SavedFiles::isSaved).forEach(file -> versions.put(file, version(file)));
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        }
        return versions;
    }

    /** Ignores temporary files of editors. */
    private static boolean isSaved(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !name.startsWith(".") && !name.endsWith("~");
    }

    private static String version(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size();
        } catch (NoSuchFileException e) {
            return "deleted meanwhile";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
