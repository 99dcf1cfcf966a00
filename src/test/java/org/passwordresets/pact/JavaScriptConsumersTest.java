package org.passwordresets.pact;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the consumers of {@code src/test/pact} have just written: {@code make pact} runs them, and says where. */
@EnabledIfSystemProperty(named = "pact.written", matches = ".+")
class JavaScriptConsumersTest {
    @ParameterizedTest
    @ValueSource(strings = {"storefront", "reporting"})
    void expectWhatIsCommitted(String consumer) {
        CommittedPact.compare(
                Path.of(System.getProperty("pact.written"), consumer + "-" + CommittedPact.PROVIDER + ".json"));
    }
}
