package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;

/** A copy of the contract, to be changed in a test. */
public record EditedContract(Path directory) {
    /** A copy of {@code openapi/} in that directory. */
    public static EditedContract copiedTo(Path directory) {
        try (Stream<Path> files = Files.list(Path.of("openapi"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EditedContract(directory);
    }

    /** Replaces the first occurrence of a text. */
    public EditedContract replace(String file, String before, String after) {
        try {
            String text = Files.readString(directory.resolve(file));
            int start = text.indexOf(before);
            assertThat(start).as("%s has the text %s", file, before).isNotNegative();
            Files.writeString(
                    directory.resolve(file),
                    text.substring(0, start) + after + text.substring(start + before.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The contract as it reads now. */
    public Contract read() {
        return Contract.in(directory);
    }
}
