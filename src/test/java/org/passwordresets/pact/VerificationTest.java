package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.PactSpecVersion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The verification itself is verified, with pacts that are not in {@code pact/}. */
class VerificationTest {
    private static final String UPDATE = "another reference";
    private static final String REFUSAL = "no e-mail address";

    @TempDir
    Path directory;

    /** A consumer of any language joins with nothing but its file. */
    @ParameterizedTest
    @EnumSource(names = {"V3", "V4"})
    void aNewPactIsVerified(PactSpecVersion version) {
        List.of("a reset and its customer", "resets since a day", UPDATE, "a reset to delete", REFUSAL)
                .forEach(description -> write(description, SamplePact.in(version, SamplePact.with(description))));

        TestExecutionSummary summary = verify();

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(5);
    }

    /** It can name but one state, and needs none to say who calls. */
    @Test
    void aPactOfVersion2IsVerified() {
        ObjectNode list = SamplePact.with("resets since a day");
        ((ArrayNode) SamplePact.interaction(list).path("providerStates")).remove(0);
        write("list", SamplePact.in(PactSpecVersion.V2, list));
        write(REFUSAL, SamplePact.in(PactSpecVersion.V2, SamplePact.with(REFUSAL)));

        TestExecutionSummary summary = verify();

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        "another type",
                        UPDATE,
                        change(
                                "/response/body/content/data/attributes",
                                attributes -> attributes.put("reference", 4711)),
                        "$.data.attributes.reference: expected to be equal to 4711 (Integer), got 'TICKET-17' (String)"),
                Arguments.of(
                        "an attribute that the server does not have",
                        UPDATE,
                        change("/response/body/content/data/attributes", attributes -> attributes.put("nickname", "J")),
                        "nickname"),
                Arguments.of(
                        "another error code",
                        REFUSAL,
                        change("/response/body/content/errors/0", error -> error.put("code", "TOKEN_EXPIRED")),
                        "$.errors[0].code: "),
                Arguments.of(
                        "another status",
                        REFUSAL,
                        change("/response", response -> response.put("status", 201)),
                        "status: expected 201, got 422 VALIDATION_ERROR /data/attributes/customer_email blank"),
                Arguments.of(
                        "another type of body",
                        REFUSAL,
                        change("/response", response -> {
                            response.putObject("headers")
                                    .putArray("Content-Type")
                                    .add("application/json");
                            response.withObjectProperty("body").put("contentType", "application/json");
                        }),
                        "Content-Type: expected application/json, got application/vnd.api+json; the body was not compared"),
                Arguments.of(
                        "another header",
                        REFUSAL,
                        change("/response/headers", headers -> headers.putArray("X-Colour")
                                .add("red")),
                        "header X-Colour: expected red, got none"),
                Arguments.of(
                        "a regular expression of JavaScript's",
                        UPDATE,
                        change(
                                "/response/matchingRules/body",
                                rules -> rules.set(
                                        "$.data.attributes.reference",
                                        SamplePact.json(
                                                "{\"matchers\": [{\"match\": \"regex\", \"regex\": \"^[^]+$\"}]}"))),
                        "the regular expression ^[^]+$ is none of Java's"),
                Arguments.of(
                        "a mistyped parameter of a state",
                        UPDATE,
                        change("/providerStates/1", state -> state.putObject("params")
                                .put("refrence", "x")),
                        "the state \"a password reset is open\" takes reference, not refrence"),
                Arguments.of(
                        "a state that there is not",
                        UPDATE,
                        change("/providerStates/1", state -> state.put("name", "a password reset is closed")),
                        "there is no state \"a password reset is closed\": pact/README.md lists those that there are"),
                Arguments.of(
                        "no state that says who calls",
                        UPDATE,
                        change("/providerStates/0", state -> state.put("name", "a customer exists")),
                        "it sends an access token, and no state says whose"),
                Arguments.of(
                        "a value that no state gives",
                        UPDATE,
                        change(
                                "/request/generators/path",
                                path -> path.put("expression", "/api/customers/${customer}")),
                        "not customer"));
    }

    private static Consumer<JsonNode> change(String pointer, Consumer<ObjectNode> change) {
        return interaction -> change.accept((ObjectNode) interaction.at(pointer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void whatIsNotKeptIsSaidInTenLines(String name, String description, Consumer<JsonNode> change, String said) {
        ObjectNode pact = SamplePact.with(description);
        change.accept(SamplePact.interaction(pact));
        write("altered", pact);
        TestExecutionSummary summary = verify();

        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
        assertThat(summary.getFailures().get(0).getException())
                .isInstanceOf(Unkept.class)
                .hasMessageStartingWith("sample, \"%s\", is not kept by the server\n  given ", description)
                .hasMessageContaining(said);
        assertThat(summary.getFailures().get(0).getException().getMessage().lines())
                .hasSizeLessThanOrEqualTo(10)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(240));
    }

    /** As when an object of twenty attributes is compared with another one. */
    @Test
    void muchIsSaidInTenLinesToo() {
        ObjectNode pact = SamplePact.with(UPDATE);
        ObjectNode attributes = (ObjectNode) SamplePact.interaction(pact).at("/response/body/content/data/attributes");
        Stream.of(
                        "customer_email",
                        "reference",
                        "reset_password_token",
                        "reference_origin",
                        "created_at",
                        "metadata",
                        "reset_password_at",
                        "updated_at")
                .forEach(name -> attributes.put(name, 1));
        ((ObjectNode) SamplePact.interaction(pact).path("response")).remove("matchingRules");
        write("altered", pact);

        assertThat(verify().getFailures().get(0).getException().getMessage().lines())
                .hasSize(10)
                .last()
                .asString()
                .matches("  and \\d more");
    }

    @Test
    void messagesAreSkippedByName() {
        write("http", SamplePact.with(REFUSAL));
        write("messages of version 3", SamplePact.json("""
                {"consumer": {"name": "mailer"}, "provider": {"name": "customer-password-resets"},
                 "messages": [{"description": "a reset was completed", "contents": {"id": 1}}],
                 "metadata": {"pactSpecification": {"version": "3.0.0"}}}"""));
        write("messages of version 4", SamplePact.json("""
                {"consumer": {"name": "statistics"}, "provider": {"name": "customer-password-resets"},
                 "interactions": [{"type": "Asynchronous/Messages", "description": "a reset was created",
                    "contents": {"content": {"id": 1}, "contentType": "application/json", "encoded": false}}],
                 "metadata": {"pactSpecification": {"version": "4.0"}}}"""));

        NestedRun run = NestedRun.of(ProviderTest.class, directory);

        assertThat(run.summary().getFailures()).isEmpty();
        assertThat(run.summary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(run.skipped())
                .containsExactlyInAnyOrder(
                        "mailer - a reset was completed: Messages are not verified here",
                        "statistics - a reset was created: Messages are not verified here");
    }

    private void write(String name, JsonNode pact) {
        CommittedPact.write(directory.resolve(name + ".json"), CommittedPact.text(pact));
    }

    private TestExecutionSummary verify() {
        return NestedRun.of(ProviderTest.class, directory).summary();
    }
}
