package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code openapi-pact-comparator}, which {@code make pact} installs: another opinion on what fits the contract. */
final class Comparator {
    private static final Path COMMAND = Path.of("src/test/pact/node_modules/.bin/opc");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Path contract;

    /** @param directory for what it reads */
    Comparator(Path directory, JsonNode contract) throws IOException {
        this.directory = directory;
        this.contract = directory.resolve("openapi.json");
        Files.writeString(this.contract, contract.toString());
    }

    static boolean isInstalled() {
        return Files.isExecutable(COMMAND);
    }

    /**
     * What it says of each of these pacts, in their order.
     *
     * @throws IOException where it fails
     */
    List<List<Finding>> findings(List<JsonNode> pacts) throws IOException {
        List<String> command = new ArrayList<>(List.of(COMMAND.toString(), "--oas", contract.toString()));
        for (int i = 0; i < pacts.size(); i++) {
            Path file = directory.resolve(i + ".json");
            Files.writeString(file, pacts.get(i).toString());
            command.add(file.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(directory.resolve("errors.txt").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<List<Finding>> all = new ArrayList<>();
        for (String line : output.lines().toList()) {
            all.add(JSON.readTree(line).valueStream().map(Finding::of).toList());
        }
        if (all.size() != pacts.size()) {
            throw new IOException(Files.readString(directory.resolve("errors.txt")));
        }
        return all;
    }

    /**
     * One thing that it says.
     *
     * @param isError whether it is more than a warning
     * @param place in the pact, such as {@code response.body.data.0}
     */
    record Finding(boolean isError, String code, String message, String place) {
        private static Finding of(JsonNode finding) {
            return new Finding(
                    finding.path("type").asText().equals("error"),
                    finding.path("code").asText(),
                    finding.path("message").asText(),
                    finding.at("/mockDetails/location")
                            .asText()
                            .replaceFirst("^\\[root]\\.interactions\\[\\d+]\\.?", ""));
        }

        @Override
        public String toString() {
            return "%s%s: %s".formatted(isError ? "" : "warning, ", place, message);
        }
    }
}
