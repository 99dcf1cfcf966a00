package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** One pact, in any version of the Pact specification. */
record PactDocument(JsonNode pact) {
    private static final String HTTP = "Synchronous/HTTP";

    String consumer() {
        return pact.path("consumer").path("name").asText();
    }

    String provider() {
        return pact.path("provider").path("name").asText();
    }

    /** The interactions over HTTP. */
    List<Interaction> interactions() {
        InteractionReader reader = new InteractionReader(consumer(), specification());
        return pact.path("interactions")
                .valueStream()
                .filter(PactDocument::isHttp)
                .map(reader::read)
                .toList();
    }

    /** The messages from a queue: in their own list in version 3, among the interactions in version 4. */
    List<Message> messages() {
        return Stream.concat(
                        pact.path("messages").valueStream(),
                        pact.path("interactions").valueStream().filter(interaction -> !isHttp(interaction)))
                .map(message ->
                        new Message(consumer(), message.path("description").asText()))
                .toList();
    }

    private static boolean isHttp(JsonNode interaction) {
        return interaction.path("type").asText(HTTP).equals(HTTP);
    }

    /**
     * The version of the specification. If the pact does not state it, it is 4 if the interactions have types, which version
     * 4 introduced, and otherwise 2.
     */
    int specification() {
        JsonNode metadata = pact.path("metadata");
        return Stream.of("/pactSpecification/version", "/pact-specification/version", "/pactSpecificationVersion")
                .map(place -> metadata.at(place).asText())
                .filter(version -> version.matches("[1-9].*"))
                .findFirst()
                .map(version -> Character.getNumericValue(version.charAt(0)))
                .orElseGet(() -> pact.path("interactions").valueStream().anyMatch(each -> each.has("type")) ? 4 : 2);
    }
}
