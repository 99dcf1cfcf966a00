package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.contract.Contract;

/** The pacts of {@code pact/}, before any server: whether they fit the contract, and whether their states are there. */
class CommittedPactsTest {
    private static final PactCheck CHECK = new PactCheck(Contract.in(Path.of("openapi")));

    static Stream<Arguments> interactions() {
        return Pacts.in(CommittedPact.DIRECTORY).interactions().stream()
                .map(interaction -> Arguments.of(interaction.consumer(), interaction.description(), interaction));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("interactions")
    void eachInteractionFitsTheContract(String consumer, String description, Interaction interaction) {
        List<String> problems = Stream.concat(
                        StateCheck.problems(interaction).stream(),
                        CHECK.departures(interaction).stream()
                                .map(departure -> "%s (%s)".formatted(departure.reason(), departure.place())))
                .toList();
        if (!problems.isEmpty()) {
            throw Unkept.of(interaction, "the contract", problems, List.of());
        }
    }

    /** One that names another would not be verified, in silence. */
    @Test
    void eachPactIsOneWithThisServer() {
        assertThat(CommittedPact.files(CommittedPact.DIRECTORY)).isNotEmpty().allSatisfy(file -> assertThat(
                        new PactDocument(CommittedPact.read(file)).provider())
                .as("The provider in %s", file)
                .isEqualTo(CommittedPact.PROVIDER));
    }
}
