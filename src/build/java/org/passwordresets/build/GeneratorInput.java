package org.passwordresets.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.ContractException;

/**
 * Writes the contract as the one document that Java is generated from. The generator thus reads the same contract as the
 * server, the stub and the docs, and never sees a mistake, of which it would not tell the place.
 */
public final class GeneratorInput {
    private GeneratorInput() {}

    /**
     * Prints the mistake in the contract and exits with 1, if there is one.
     *
     * @param arguments the folder of the contract, the file to write for the generator, and the file to write for consumers
     */
    public static void main(String[] arguments) throws IOException {
        try {
            write(Path.of(arguments[0]), Path.of(arguments[1]));
            new ObjectMapper()
                    .writeValue(
                            new File(arguments[2]),
                            ContractBundle.in(Path.of(arguments[0])).document());
        } catch (BuildFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    /** @param contract the folder of the contract */
    public static void write(Path contract, Path file) throws IOException, BuildFailure {
        try {
            ObjectNode document = ContractBundle.in(contract).document();
            document.path("paths").forEach(path -> path.forEach(GeneratorInput::keepFirstTag));
            document.path("paths").properties().stream()
                    .filter(path -> !path.getKey().startsWith("/api/"))
                    .forEach(path -> path.getValue().forEach(GeneratorInput::markPlain));
            Files.createDirectories(file.getParent());
            new ObjectMapper().writeValue(file.toFile(), document);
        } catch (ContractException mistake) {
            throw new BuildFailure(contract.getFileName() + "/" + mistake.getMessage());
        }
    }

    /** The templates cannot tell an operation that is not JSON:API by its path. */
    private static void markPlain(JsonNode operation) {
        if (operation instanceof ObjectNode plain) {
            plain.put("x-plain", true);
        }
    }

    /** The generator would put an operation with two tags into two interfaces. */
    private static void keepFirstTag(JsonNode operation) {
        if (operation.path("tags") instanceof ArrayNode tags) {
            while (tags.size() > 1) {
                tags.remove(1);
            }
        }
    }
}
