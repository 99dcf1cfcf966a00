package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The provider states that there are: each has a pact that needs it, and a line in the table for consumers. */
class ProviderStatesTest {
    private static final Path README = Path.of("pact/README.md");
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
    void areTheTableOfTheReadme() throws IOException {
        String readme = Files.readString(README);
        int start = readme.indexOf(TABLE);
        assertThat(start).as("The table's head in %s", README).isNotNegative();
        int end = readme.indexOf("\n\n", start);
        String after = end < 0 ? "" : readme.substring(end + 1);
        String fresh = readme.substring(0, start) + table() + after;
        if (Boolean.getBoolean("pact.update")) {
            Files.writeString(README, fresh);
        }
        assertThat(Files.readString(README))
                .as("The table of %s is stale: make pact-update writes it", README)
                .isEqualTo(fresh);
    }

    private static String table() {
        return TABLE
                + ProviderStates.handlers().stream()
                        .map(ProviderStatesTest::line)
                        .collect(Collectors.joining());
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
