package org.passwordresets.pact;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why the stub cannot keep some interactions, as it is written beside the pacts. Each of these must fail there, and no other
 * may.
 *
 * @param why in a sentence
 * @param stub which of the two ways to start it is meant, or both
 * @param interactions their descriptions by their consumers
 */
record StubException(String why, Stub stub, Map<String, List<String>> interactions) {
    static final Path FILE = CommittedPact.DIRECTORY.resolve("stub-exceptions.yaml");

    private static final List<StubException> ALL = read();

    /** The ways to start a stub. */
    enum Stub {
        with_state,
        without_state,
        both
    }

    private static List<StubException> read() {
        try {
            return new YAMLMapper().readValue(FILE.toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<StubException> all() {
        return ALL;
    }

    /** The one that is made of that interaction. */
    static Optional<StubException> of(Interaction interaction, boolean stateful) {
        return ALL.stream()
                .filter(exception -> exception.stub != (stateful ? Stub.without_state : Stub.with_state))
                .filter(exception -> exception
                        .interactions
                        .getOrDefault(interaction.consumer(), List.of())
                        .contains(interaction.description()))
                .findFirst();
    }
}
