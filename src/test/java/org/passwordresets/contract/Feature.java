package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the feature table, from a file in {@code src/test/resources/openapi-features}:
 *
 * <ul>
 *   <li>{@code feature}: what it is, in Markdown
 *   <li>{@code attribute} with {@code schema} (or {@code yaml}, as text), {@code valid} and {@code invalid} values: an
 *       attribute to add to the resource of the table; {@code schemas}: what it refers to; {@code tried}: values of which the
 *       row does not say whether they are valid, but all tools agree
 *   <li>{@code edits}: changes of other kinds, each with {@code file}, {@code before} and {@code after}, or {@code file} and
 *       {@code text} for a new file
 *   <li>{@code requests}: requests of other kinds, as {@code method}, {@code path}, {@code headers}, {@code body}, each with
 *       the {@code status} that it gets
 *   <li>{@code refused}: how the message begins, after its place; without it, the feature is supported
 *   <li>{@code without}: tools that the feature does not concern: lint, stub, server, diff, docs, pact
 * </ul>
 *
 * @param group the heading that it stands under
 * @param row all of it
 */
record Feature(String group, JsonNode row) {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Path ROWS = Path.of("src/test/resources/openapi-features");
    private static final String CONTRACT = "features.yaml";

    static List<Feature> all() {
        try (Stream<Path> files = Files.list(ROWS)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith(CONTRACT))
                    .sorted()
                    .flatMap(Feature::in)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Feature> in(Path file) {
        try {
            return YAML.readTree(file.toFile()).valueStream().flatMap(group -> group.path("rows")
                    .valueStream()
                    .map(row -> new Feature(group.path("group").asText(), row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return row.path("feature").asText();
    }

    /** The attribute that the row is about; null if it is about something else. */
    @Nullable
    String attribute() {
        return row.path("attribute").textValue();
    }

    boolean isSupported() {
        return !row.has("refused");
    }

    String refusal() {
        return row.path("refused").asText();
    }

    /** Whether the row is about this tool. */
    boolean concerns(String tool) {
        return row.path("without").valueStream().noneMatch(each -> each.asText().equals(tool));
    }

    /** Whether requests or responses have the attribute. */
    boolean isIn(String side) {
        return row.path("only").asText(side).equals(side);
    }

    Stream<JsonNode> valid() {
        return row.path("valid").valueStream();
    }

    Stream<JsonNode> tried() {
        return row.path("tried").valueStream();
    }

    Stream<JsonNode> invalid() {
        return row.path("invalid").valueStream();
    }

    Stream<JsonNode> requests() {
        return row.path("requests").valueStream();
    }

    @Override
    public String toString() {
        return group + ": " + name();
    }

    /**
     * Writes the contract of the table into a folder, with what these features add.
     *
     * @param others whether the other resources are there too
     */
    static void write(Path directory, boolean others, List<Feature> features) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("openapi"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        Files.copy(ROWS.resolve(CONTRACT), directory.resolve(CONTRACT));
        addResource(directory, others);
        for (Feature feature : features) {
            feature.addAttribute(directory);
            feature.edit(directory);
        }
    }

    private static void addResource(Path directory, boolean others) throws IOException {
        replace(directory, "openapi.yaml", "\npaths:\n", """

                paths:
                  /api/features:
                    $ref: features.yaml#/paths/~1api~1features
                  /api/features/{id}:
                    $ref: features.yaml#/paths/~1api~1features~1{id}
                """);
        replace(directory, "openapi.yaml", "\ntags:\n", "\ntags:\n  - {name: features, description: Features.}\n");
        String shared = Files.readString(directory.resolve("shared.yaml"));
        String refused = shared.substring(
                shared.indexOf("  CustomerCreateRefused:"), shared.indexOf("  CustomerUpdateRefused:"));
        replace(
                directory,
                "shared.yaml",
                "  CustomerCreateRefused:",
                refused.replace("CustomerCreateRefused", "FeatureRefused")
                                .replaceAll(
                                        "(          [a-z-]+: \\{\\$ref: 'customers.yaml.*\n)+",
                                        "          wrong-note: {\\$ref: 'features.yaml#/examples/wrong-note'}\n")
                        + "  CustomerCreateRefused:");
        if (!others) {
            Path root = directory.resolve("openapi.yaml");
            Files.writeString(
                    root, Files.readString(root).replaceAll("(?m)^  /api/(?!features).*\\n    \\$ref: .*\\n", ""));
        }
    }

    private void addAttribute(Path directory) throws IOException {
        row.path("schemas").properties().forEach(schema -> addSchema(directory, schema.getKey(), schema.getValue()));
        if (attribute() != null) {
            String schema = row.has("yaml") ? row.path("yaml").asText() : described(row.path("schema"));
            replace(
                    directory,
                    CONTRACT,
                    "description: The rows of the table.\n    properties:\n",
                    "description: The rows of the table.\n    properties:\n      %s: %s\n"
                            .formatted(attribute(), schema));
        }
    }

    private static void addSchema(Path directory, String name, JsonNode schema) {
        if (!read(directory, CONTRACT).contains("\n  " + name + ": ")) {
            replace(directory, CONTRACT, "\nschemas:\n", "\nschemas:\n  %s: %s\n".formatted(name, schema));
        }
    }

    private static String described(JsonNode schema) {
        return schema.has("description") || schema.has("$ref")
                ? schema.toString()
                : ((ObjectNode) schema).put("description", "An attribute.").toString();
    }

    private void edit(Path directory) throws IOException {
        for (JsonNode edit : row.path("edits")) {
            Path file = directory.resolve(edit.path("file").asText());
            if (edit.has("text")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, edit.path("text").asText());
            } else {
                replace(
                        directory,
                        edit.path("file").asText(),
                        edit.path("before").asText(),
                        edit.path("after").asText());
            }
        }
    }

    /** Replaces the first occurrence. */
    private static void replace(Path directory, String file, String before, String after) {
        String text = read(directory, file);
        assertThat(text).as(file).contains(before);
        int start = text.indexOf(before);
        try {
            Files.writeString(
                    directory.resolve(file),
                    text.substring(0, start) + after + text.substring(start + before.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path directory, String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
