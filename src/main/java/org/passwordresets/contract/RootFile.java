package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file that a contract begins with, whatever its name. */
final class RootFile {
    private RootFile() {}

    /** The file itself, or the only OpenAPI document in a folder. */
    static Path of(Path contract) {
        if (!Files.isDirectory(contract)) {
            return contract;
        }
        Path usual = contract.resolve(ContractFiles.ROOT);
        if (Files.exists(usual)) {
            return usual;
        }
        List<Path> found = documents(contract);
        return switch (found.size()) {
            // The message about the missing file tells its usual name.
            case 0 -> usual;
            case 1 -> found.get(0);
            default ->
                throw new ContractException(contract + ": several files are OpenAPI documents. Name one of them: "
                        + found.stream()
                                .map(file -> file.getFileName().toString())
                                .collect(Collectors.joining(", ")));
        };
    }

    private static List<Path> documents(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches("[^.].*\\.(ya?ml|json)"))
                    .filter(RootFile::isDocument)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ContractException(folder + ": it cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isDocument(Path file) {
        try (TreeReader reader = new TreeReader(file.toString(), Files.newInputStream(file))) {
            JsonNode tree = reader.read();
            return tree.has("openapi") || tree.has("swagger");
        } catch (IOException e) {
            return false;
        }
    }
}
