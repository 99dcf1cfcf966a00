package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pacts of a folder, and those of the jar. */
class PactsTest {
    @TempDir
    Path directory;

    @Test
    void travelAsTheyAre() {
        assertThat(Pacts.packaged()).isEqualTo(Pacts.in(CommittedPact.DIRECTORY));
        assertThat(Pacts.packaged().interactions()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"interactions\": []}"})
    void whatIsNoPactIsNamed(String content) throws Exception {
        Files.writeString(directory.resolve("broken.json"), content);

        assertThatThrownBy(() -> Pacts.in(directory))
                .hasMessageContaining("broken.json is not a pact: ")
                .hasMessageMatching("(?s).*(names no consumer|line \\d, column \\d: .+)");
    }

    @Test
    void messagesAreTheirConsumers() throws Exception {
        Files.writeString(directory.resolve("of version 3.json"), """
                {"consumer": {"name": "mailer"}, "messages": [{"description": "a reset was completed"}]}""");
        Files.writeString(directory.resolve("of version 4.json"), """
                {"consumer": {"name": "statistics"},
                 "interactions": [{"type": "Asynchronous/Messages", "description": "a reset was created"}]}""");
        Pacts pacts = Pacts.in(directory);

        assertThat(pacts.interactions()).isEmpty();
        assertThat(pacts.messages())
                .extracting(Message::toString)
                .containsExactly("mailer, \"a reset was completed\"", "statistics, \"a reset was created\"");
        assertThat(pacts.consumers()).containsExactly("mailer", "statistics");
    }
}
