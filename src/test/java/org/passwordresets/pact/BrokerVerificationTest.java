package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.pact.BrokerDouble.Request;

/** The server is verified with what a broker has for it, and the broker is told the result. */
class BrokerVerificationTest {
    private static final String TOKEN = "a-token-that-nobody-may-read";
    private static final String RESULTS = "/pacts/0/verification-results";

    private final Map<String, String> settings = new HashMap<>();
    private BrokerDouble broker;

    @BeforeEach
    void start() throws Exception {
        broker = new BrokerDouble("Bearer " + TOKEN);
        settings.put("PACT_BROKER_BASE_URL", broker.address());
        settings.put("PACT_BROKER_TOKEN", TOKEN);
        settings.put("PACT_BROKER_USERNAME", "");
        settings.put("PACT_BROKER_PASSWORD", "");
        settings.put("PACT_VERSION", "4f5a1c0");
        settings.put("PACT_BRANCH", "faster-resets");
        settings.put("PACT_WIP_SINCE", "2026-10-01");
        settings.put("PACT_PUBLISH_RESULTS", "true");
    }

    @AfterEach
    void stop() {
        settings.keySet().forEach(System::clearProperty);
        broker.close();
    }

    @Test
    void asksForWhatConsumersHaveOnMainOnTheSameBranchAndDeployed() throws Exception {
        broker.offer(kept(), false);
        verify();

        assertThat(broker.requests("POST", "/pacts/provider/customer-password-resets/for-verification"))
                .extracting(Request::body)
                .containsExactly(new ObjectMapper().readTree("""
                        {"consumerVersionSelectors": [
                           {"mainBranch": true}, {"matchingBranch": true}, {"deployedOrReleased": true}],
                         "includePendingStatus": true,
                         "includeWipPactsSince": "2026-10-01",
                         "providerVersionTags": [],
                         "providerVersionBranch": "faster-resets"}"""));
    }

    @Test
    void publishesAKeptPact() {
        broker.offer(kept(), false);
        NestedRun run = verify();

        assertThat(run.summary().getTestsSucceededCount()).as(run.output()).isEqualTo(1);
        assertThat(published().path("success").asBoolean()).isTrue();
        assertThat(published().path("providerApplicationVersion").asText()).isEqualTo("4f5a1c0");
        assertThat(broker.requests(
                        "PUT", "/pacticipants/customer-password-resets/branches/faster-resets/versions/4f5a1c0"))
                .hasSize(1);
    }

    @Test
    void aBrokenPactFails() {
        broker.offer(broken(), false);
        NestedRun run = verify();

        assertThat(run.summary().getTestsFailedCount()).isEqualTo(1);
        assertThat(run.output()).contains("$.errors[0].code");
        assertThat(published().path("success").asBoolean(true)).isFalse();
    }

    @Test
    void aBrokenPactThatIsPendingFailsNothingAndIsPublishedAsBroken() {
        broker.offer(broken(), true);
        NestedRun run = verify();

        assertThat(run.summary().getTestsSucceededCount()).as(run.output()).isEqualTo(1);
        assertThat(run.summary().getTotalFailureCount()).isZero();
        assertThat(run.output()).contains("$.errors[0].code");
        assertThat(published().path("success").asBoolean(true)).isFalse();
    }

    @Test
    void aPendingPactOfAnUnknownStateFailsNothingAndIsPublishedAsBroken() {
        JsonNode pact = kept();
        ((ObjectNode) pact.at("/interactions/0/providerStates/0")).put("name", "a robot calls");
        broker.offer(pact, true);
        NestedRun run = verify();

        assertThat(run.summary().getTestsSucceededCount()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("there is no state \"a robot calls\"");
        assertThat(published().path("success").asBoolean(true)).isFalse();
    }

    @Test
    void publishesNothingUnlessTold() {
        settings.put("PACT_PUBLISH_RESULTS", "false");
        broker.offer(kept(), false);

        assertThat(verify().summary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(broker.requests("PUT", "/")).isEmpty();
        assertThat(broker.requests("POST", RESULTS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',true,true", "'','',false", "false,true,false", "true,'',true", "'',false,false"})
    void publishesWhenAskedToAndInACi(String asked, String ci, boolean publishes) {
        assertThat(BrokerSettings.publishes(asked, ci)).isEqualTo(publishes);
    }

    @Test
    void sendsTheTokenEveryTimeAndShowsItNever() {
        broker.offer(broken(), false);
        String told = verify().output();
        assertThat(broker.requests())
                .isNotEmpty()
                .extracting(Request::authorization)
                .containsOnly("Bearer " + TOKEN);

        settings.put("PACT_BROKER_TOKEN", "not-" + TOKEN);
        NestedRun refused = verify();
        assertThat(refused.summary().getTotalFailureCount()).isEqualTo(1);
        assertThat(told + refused.output()).contains("401").doesNotContain(TOKEN);
    }

    @Test
    void takesANameAndAPasswordInsteadOfAToken() throws Exception {
        broker.close();
        broker = new BrokerDouble("Basic bWFyeTpzZXNhbWU=");
        settings.put("PACT_BROKER_BASE_URL", broker.address());
        settings.put("PACT_BROKER_TOKEN", "");
        settings.put("PACT_BROKER_USERNAME", "mary");
        settings.put("PACT_BROKER_PASSWORD", "sesame");
        broker.offer(kept(), false);
        NestedRun run = verify();

        assertThat(run.summary().getTestsSucceededCount()).as(run.output()).isEqualTo(1);
        assertThat(broker.requests("POST", RESULTS)).hasSize(1);
        assertThat(run.output()).doesNotContain("sesame").doesNotContain("bWFyeTpzZXNhbWU=");
    }

    @Test
    void thePactsOfTheFolderGiveWay() {
        settings.forEach(System::setProperty);

        assertThat(NestedRun.of(ProviderTest.class).summary().getTestsFoundCount())
                .isZero();
        assertThat(broker.requests()).isEmpty();
    }

    private NestedRun verify() {
        settings.forEach(System::setProperty);
        return NestedRun.of(BrokerProviderTest.class);
    }

    private JsonNode published() {
        List<Request> results = broker.requests("POST", RESULTS);
        assertThat(results).hasSize(1);
        return results.get(0).body();
    }

    /** As a broker has it: with an id for each interaction. */
    private static JsonNode kept() {
        ObjectNode pact = SamplePact.with("no e-mail address");
        SamplePact.interaction(pact).put("_id", "4a7f");
        return pact;
    }

    private static JsonNode broken() {
        JsonNode pact = kept();
        ((ObjectNode) pact.at("/interactions/0/response/body/content/errors/0")).put("code", "NO_TOKEN");
        return pact;
    }
}
