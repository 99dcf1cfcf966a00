package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** A table of {@code pact/README.md} that the code writes: {@code make pact-update} renews it, every other run compares. */
final class ReadmeTable {
    private static final Path README = CommittedPact.DIRECTORY.resolve("README.md");

    private ReadmeTable() {}

    /** Fails where the lines below the head, up to an empty one, are not these. */
    static void compare(String head, String lines) throws Exception {
        String readme = Files.readString(README);
        int start = readme.indexOf(head);
        assertThat(start).as("The table's head in %s: %s", README, head).isNotNegative();
        int end = readme.indexOf("\n\n", start);
        String after = end < 0 ? "" : readme.substring(end + 1);
        String fresh = readme.substring(0, start) + head + lines + after;
        if (Boolean.getBoolean("pact.update")) {
            Files.writeString(README, fresh);
        }
        assertThat(Files.readString(README))
                .as("A table of %s is stale: make pact-update writes it", README)
                .isEqualTo(fresh);
    }
}
