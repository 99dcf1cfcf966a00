package org.passwordresets.key;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.passwordresets.Setting;

/** A key as configured: itself, or the name of a file with it, as containers and vaults provide secrets. */
final class KeyText {
    private static final String FILE = "file:";

    private KeyText() {}

    /** @throws io.micronaut.context.exceptions.ConfigurationException if the file cannot be read */
    @Nullable
    static String read(Setting setting, @Nullable String value) {
        if (value == null || !value.startsWith(FILE)) {
            return value;
        }
        try {
            return Files.readString(Path.of(value.substring(FILE.length()).strip()));
        } catch (IOException | InvalidPathException e) {
            throw setting.refused("names a file that cannot be read");
        }
    }
}
