package org.passwordresets.pact;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.support.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;

/** A pact that no consumer has, for what reads pacts to be tried with. In any version, it is what Pact's library writes. */
final class SamplePact {
    static final String CONSUMER = "sample";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SamplePact() {}

    /** With one interaction, of version 4. */
    static ObjectNode with(String description) {
        try (InputStream content = SamplePact.class.getResourceAsStream("/sample-pact.json")) {
            ObjectNode pact = (ObjectNode) JSON.readTree(content);
            JsonNode interaction = StreamSupport.stream(
                            pact.path("interactions").spliterator(), false)
                    .filter(each -> each.path("description").asText().equals(description))
                    .findFirst()
                    .orElseThrow();
            ((ArrayNode) pact.path("interactions")).removeAll().add(interaction);
            return pact;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its only interaction. */
    static ObjectNode interaction(JsonNode pact) {
        return (ObjectNode) pact.path("interactions").get(0);
    }

    /** The same in that version. */
    static JsonNode in(PactSpecVersion version, JsonNode pact) {
        Pact read = DefaultPactReader.INSTANCE.loadPact(pact.toString());
        Pact same = version == PactSpecVersion.V4
                ? read
                : read.asRequestResponsePact().expect(() -> "It has no interactions over HTTP");
        return json(Json.toJson(same.toMap(version)).serialise());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
