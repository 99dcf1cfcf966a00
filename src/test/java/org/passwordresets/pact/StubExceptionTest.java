package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the stub cannot keep: named by what the pacts call it, and told to consumers. */
class StubExceptionTest {
    private static final String TABLE = "| why not | which stub | interactions |\n|---|---|---|\n";

    /** A description says which interaction is meant, so no two may have the same. */
    @Test
    void areOfInteractionsThatThereAre() {
        List<String> descriptions = CommittedPact.files(CommittedPact.DIRECTORY).stream()
                .flatMap(file -> CommittedPact.read(file).path("interactions").valueStream())
                .map(interaction -> interaction.path("description").asText())
                .toList();
        assertThat(descriptions)
                .doesNotHaveDuplicates()
                .containsAll(exceptions()
                        .flatMap(exception -> exception.interactions().stream())
                        .toList());
    }

    @Test
    void areTheTableOfTheReadme() throws Exception {
        ReadmeTable.compare(TABLE, exceptions().map(StubException::line).collect(Collectors.joining()));
    }

    private static Stream<StubException> exceptions() {
        return Arrays.stream(StubException.values());
    }
}
