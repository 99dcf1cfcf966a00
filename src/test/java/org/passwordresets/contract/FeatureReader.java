package org.passwordresets.contract;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Run with the classes that were generated from the table's contract: reads documents as the server does, and writes them again. */
final class FeatureReader {
    private FeatureReader() {}

    /** @param arguments the generated class, a file with one document a line, and the file to write */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        Class<?> type = Class.forName(arguments[0]);
        StringBuilder written = new StringBuilder();
        try (ObjectMapper.CloseableObjectMapper json = ObjectMapper.create(
                Map.of("micronaut.serde.serialization.inclusion", "ALWAYS"), "org.passwordresets.json")) {
            for (String document : Files.readAllLines(Path.of(arguments[1]))) {
                written.append(read(json, document, type)).append('\n');
            }
        }
        Files.writeString(Path.of(arguments[2]), written);
    }

    private static String read(ObjectMapper json, String document, Class<?> type) {
        try {
            return json.writeValueAsString(json.readValue(document, type));
        } catch (IOException e) {
            return "\"" + e.getMessage().replaceAll("[\"\\\\\n]", " ") + "\"";
        }
    }
}
