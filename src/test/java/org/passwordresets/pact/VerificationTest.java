package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The verification itself is verified, with pacts that are not in {@code pact/}. */
class VerificationTest {
    private static final String FOLDER = "pact.folder";

    @TempDir
    Path directory;

    @AfterEach
    void returnToTheCommittedPacts() {
        System.clearProperty(FOLDER);
    }

    @Test
    void aTypeThatIsNotTheServersFails() {
        assertBroken(
                "back-office",
                "another reference",
                response -> attributes(response).put("customer_email", 4711),
                "$.data.attributes.customer_email");
    }

    @Test
    void anAttributeThatTheServerDoesNotHaveFails() {
        assertBroken(
                "back-office",
                "another reference",
                response -> attributes(response).put("nickname", "Johnny"),
                "$.data.attributes",
                "nickname");
    }

    @Test
    void anotherErrorCodeFails() {
        assertBroken(
                "storefront",
                "a shopper comes too late",
                response -> ((ObjectNode) response.at("/body/content/errors/0")).put("code", "TOKEN_EXPIRED"),
                "$.errors[0].code");
    }

    /** A consumer of any language joins with nothing but its file. */
    @Test
    void aNewPactIsVerified() {
        JsonNode pact = CommittedPact.only("reporting", "no access token");
        ((ObjectNode) pact.path("consumer")).put("name", "newcomer");
        CommittedPact.write(directory.resolve("newcomer.json"), CommittedPact.text(pact));

        TestExecutionSummary summary = verify();

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(summary.getTotalFailureCount()).isZero();
    }

    private void assertBroken(String consumer, String interaction, Consumer<JsonNode> alteration, String... named) {
        JsonNode pact = CommittedPact.only(consumer, interaction);
        Path file = directory.resolve("altered.json");
        CommittedPact.write(file, CommittedPact.text(pact));
        assertThat(verify().getTotalFailureCount()).as("As it was").isZero();

        alteration.accept(pact.at("/interactions/0/response"));
        CommittedPact.write(file, CommittedPact.text(pact));
        TestExecutionSummary summary = verify();

        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
        assertThat(summary.getFailures().get(0).getException())
                .hasMessageContaining(consumer)
                .hasMessageContaining(interaction)
                .hasMessageContainingAll(named);
    }

    private static ObjectNode attributes(JsonNode response) {
        return (ObjectNode) response.at("/body/content/data/attributes");
    }

    private TestExecutionSummary verify() {
        System.setProperty(FOLDER, directory.toString());
        TestExecutionSummary summary = NestedRun.of(ProviderTest.class).summary();
        assertThat(summary.getTestsFoundCount()).isEqualTo(1);
        return summary;
    }
}
