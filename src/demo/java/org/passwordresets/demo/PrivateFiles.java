package org.passwordresets.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;

/** Files and directories that only their owner can read. */
final class PrivateFiles {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY = permissions("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE = permissions("rw-------");

    private PrivateFiles() {}

    static Path createDirectory(Path directory) {
        try {
            return Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
        } catch (IOException failure) {
            throw new StartFailure("Cannot create the directory " + directory + ": " + failure, failure);
        }
    }

    /** Creates a secret once and keeps it, so that what it signed remains valid after a restart. */
    static String readOrCreate(Path file, Supplier<String> secret) {
        if (!Files.exists(file)) {
            write(file, secret.get());
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Replaces the file atomically, so that a killed process never leaves an incomplete secret. */
    static void write(Path file, String content) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, OWNER_ONLY_FILE);
            Files.writeString(draft, content.endsWith("\n") ? content : content + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void deleteRecursively(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
