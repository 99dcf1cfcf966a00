package org.passwordresets.demo;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
            Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visit(versions));
        }
        return versions;
    }

    /** Files may disappear meanwhile, as when git switches to another branch. */
    private static final class Visit extends SimpleFileVisitor<Path> {
        private final Map<Path, String> versions;

        private Visit(Map<Path, String> versions) {
            this.versions = versions;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isSaved(file)) {
                versions.put(file, attributes.lastModifiedTime() + " " + attributes.size());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** Ignores temporary files of editors. */
    private static boolean isSaved(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && !name.endsWith("~");
    }
}
