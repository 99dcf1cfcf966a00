package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** One pact, whichever version of Pact's specification it follows. */
record PactDocument(JsonNode pact) {
    private static final String HTTP = "Synchronous/HTTP";

    String consumer() {
        return pact.path("consumer").path("name").asText();
    }

    String provider() {
        return pact.path("provider").path("name").asText();
    }

    /** What goes over HTTP. */
    List<Interaction> interactions() {
        InteractionReader reader = new InteractionReader(consumer(), specification());
        return pact.path("interactions")
                .valueStream()
                .filter(PactDocument::isHttp)
                .map(reader::read)
                .toList();
    }

    /** What goes over a queue: of version 3 in a list of its own, of version 4 among the interactions. */
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
     * The version of the specification. Where the pact does not say, it is 4 if its interactions have types, which they have
     * had since, and 2 if not.
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
