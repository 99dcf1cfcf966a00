package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.EditedContract;
import org.passwordresets.support.ServerTest;

/** The largest body is what the contract says, or {@code api.largest-body} in its place. */
class BodyLimitTest extends ServerTest {
    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("api.largest-body", "2048");
        return properties;
    }

    @Test
    void theConfigurationReplacesTheLimitOfTheContract() {
        assertThat(sized(1500).status()).isEqualTo(422);
        assertThat(sized(2500).at("/errors/0/detail").asText()).isEqualTo("The body is larger than 2048 bytes.");
    }

    private Response sized(int bytes) {
        return backEnd().create("customers", "{\"reference\": \"%s\"}".formatted("x".repeat(bytes)));
    }

    @Test
    void theContractHasTheLimit(@TempDir Path directory) {
        EditedContract.copiedTo(directory).replace("shared.yaml", "x-max-bytes: 1048576", "x-max-bytes: 1600");
        try (StubServer stub = new StubServer(Map.of("stub.contract", directory.toString()))) {
            String attributes = "{\"reference\": \"%s\"}".formatted("x".repeat(1700));
            assertThat(stub.client().create("customers", attributes).errors()).containsExactly("413 PAYLOAD_TOO_LARGE");
        }
    }
}
