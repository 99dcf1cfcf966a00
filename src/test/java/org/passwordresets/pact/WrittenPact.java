package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.ConsumerPactRunnerKt;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The pact that a consumer in Java writes, one interaction at a time, each tried against Pact's mock server. */
final class WrittenPact {
    static final String MEDIA_TYPE = "application/vnd.api+json";
    private static final Path DIRECTORY = Path.of("target/pacts");

    private final String consumer;

    WrittenPact(String consumer) {
        this.consumer = consumer;
    }

    /** The part of an interaction that the builder describes. */
    interface Builder<T> {
        T describe(T part);
    }

    /** What the consumer does with its client; it fails if the response is not what it relies on. */
    interface Use {
        void of(BackOfficeTest.Resets resets) throws Exception;
    }

    void begin() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end() {
        CommittedPact.compare(file());
    }

    private Path file() {
        return DIRECTORY.resolve(consumer + "-" + CommittedPact.PROVIDER + ".json");
    }

    void interaction(
            String description,
            Map<String, Map<String, Object>> states,
            Builder<HttpRequestBuilder> request,
            Builder<HttpResponseBuilder> response,
            Use use) {
        V4Pact pact = new PactBuilder(consumer, CommittedPact.PROVIDER, PactSpecVersion.V4)
                .expectsToReceiveHttpInteraction(description, interaction -> {
                    new TreeMap<>(states).forEach(interaction::state);
                    return interaction
                            .withRequest(part -> request.describe(part))
                            .willRespondWith(part -> response.describe(part));
                })
                .toPact();
        System.setProperty("pact.rootDir", DIRECTORY.toString());
        PactVerificationResult result = ConsumerPactRunnerKt.runConsumerTest(
                pact, MockProviderConfig.createDefault(PactSpecVersion.V4), (server, context) -> {
                    use(server.getUrl(), use);
                    return null;
                });
        assertThat(result).as(description).isInstanceOf(PactVerificationResult.Ok.class);
    }

    /** Without a server, a database or keys: as little of this project as a client needs. */
    private static void use(String url, Use use) throws Exception {
        Map<String, Object> settings =
                Map.of("micronaut.http.services.back-office-provider.url", url, "stub.contract", "openapi");
        try (ApplicationContext context = ApplicationContext.run(settings, "stub")) {
            use.of(context.getBean(BackOfficeTest.Resets.class));
        }
    }
}
