package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The provider states that there are: each has a pact that needs it, and a line in the table for consumers. */
class ProviderStatesTest {
    private static final String TABLE = "| state | parameters | values | what is so |\n|---|---|---|---|\n";

    @Test
    void areThoseThatPactsUse() {
        Set<String> used = new TreeSet<>();
        CommittedPact.files(CommittedPact.DIRECTORY)
                .forEach(file -> CommittedPact.read(file).path("interactions").forEach(interaction -> interaction
                        .path("providerStates")
                        .forEach(state -> used.add(state.path("name").asText()))));
        assertThat(ProviderStates.handlers().stream().map(ProviderStates::name))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void areTheTableOfTheReadme() throws Exception {
        ReadmeTable.compare(
                TABLE,
                ProviderStates.handlers().stream().map(ProviderStatesTest::line).collect(Collectors.joining()));
    }

    private static String line(Method handler) {
        Offers offers = handler.getAnnotation(Offers.class);
        return Stream.of(ProviderStates.name(handler), code(offers.parameters()), code(offers.values()), offers.text())
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String code(String[] names) {
        return Arrays.stream(names).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
