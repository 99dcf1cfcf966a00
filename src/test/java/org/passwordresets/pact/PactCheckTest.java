package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.PactSpecVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.contract.Contract;
import org.passwordresets.pact.PactCheck.Departure;

/** What fits the contract and what does not is told without a server, whatever version a pact is of. */
class PactCheckTest {
    private static final PactCheck CHECK = new PactCheck(Contract.in(Path.of("openapi")));

    static Stream<Arguments> cases() {
        return Stream.of(PactSpecVersion.V2, PactSpecVersion.V3, PactSpecVersion.V4)
                .flatMap(version -> ContractCase.all().map(each -> Arguments.of(version, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void whatDoesNotFitIsNamed(PactSpecVersion version, ContractCase tried) {
        Interaction interaction =
                new PactDocument(tried.pact(version)).interactions().get(0);
        List<Departure> departures = CHECK.departures(interaction);

        if (tried.told().isEmpty()) {
            assertThat(departures).isEmpty();
        } else {
            assertThat(departures)
                    .extracting(Departure::toString)
                    .as("All of them: %s", departures)
                    .anySatisfy(departure ->
                            assertThat(departure).startsWith("#/paths").contains(tried.told()));
        }
    }
}
