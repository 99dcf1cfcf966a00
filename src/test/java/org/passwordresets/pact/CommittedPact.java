package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The pacts of {@code pact/}, and whether a consumer still says the same. */
final class CommittedPact {
    static final String PROVIDER = "customer-password-resets";
    static final Path DIRECTORY = Path.of("pact");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private CommittedPact() {}

    /** Fails where what a consumer has written is not what is committed; {@code make pact-update} accepts it. */
    static void compare(Path written) {
        Path committed = DIRECTORY.resolve(written.getFileName());
        String text = normal(read(written));
        if (Boolean.getBoolean("pact.update")) {
            write(committed, text);
        }
        assertThat(Files.exists(committed) ? normal(read(committed)) : "")
                .as("%s is not what its consumer expects now: make pact-update accepts it", committed)
                .isEqualTo(text);
    }

    static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one order, and without the versions of the libraries that wrote it. */
    private static String normal(JsonNode pact) {
        ObjectNode copy = pact.deepCopy();
        copy.withObjectProperty("metadata").retain("pactSpecification");
        List<JsonNode> interactions = new ArrayList<>();
        copy.path("interactions").forEach(interactions::add);
        interactions.sort(Comparator.comparing(
                interaction -> interaction.path("description").asText()));
        ArrayNode sorted = copy.putArray("interactions");
        interactions.forEach(interaction -> {
            ((ObjectNode) interaction).remove(List.of("key", "comments"));
            sorted.add(interaction);
        });
        return text(copy);
    }

    static String text(JsonNode pact) {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(pact, Object.class)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
