package org.passwordresets.pact;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the consumers of {@code src/test/pact} have just written: {@code make pact} runs them, and says where. */
@Tag(PactRun.CONSUMER)
@EnabledIfSystemProperty(named = "pact.written", matches = ".+")
class JavaScriptConsumersTest {
    static List<Path> written() {
        return CommittedPact.files(Path.of(System.getProperty("pact.written")));
    }

    @ParameterizedTest
    @MethodSource("written")
    void expectWhatIsCommitted(Path pact) {
        CommittedPact.compare(pact);
    }
}
