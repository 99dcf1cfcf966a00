package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the stub cannot keep is named as the pacts name it. */
class StubExceptionTest {
    @Test
    void areOfInteractionsThatThereAre() {
        List<String> known = Pacts.in(CommittedPact.DIRECTORY).interactions().stream()
                .map(interaction -> interaction.consumer() + ": " + interaction.description())
                .toList();
        assertThat(StubException.all()).isNotEmpty().allSatisfy(exception -> exception
                .interactions()
                .forEach((consumer, descriptions) -> assertThat(descriptions)
                        .as("%s, %s: no pact has them any more", StubException.FILE, consumer)
                        .allMatch(description -> known.contains(consumer + ": " + description))));
    }
}
