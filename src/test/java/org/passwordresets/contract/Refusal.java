package org.passwordresets.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the tools say of a contract with one feature that is not supported; empty if a tool accepts it.
 *
 * @param findings of lint, which are also those of the builds of the server
 */
record Refusal(List<String> findings, String stub, String docs, String diff) {
    private static final Map<Feature, Refusal> KNOWN = new ConcurrentHashMap<>();

    static Refusal of(Feature feature) {
        return KNOWN.computeIfAbsent(feature, Refusal::tried);
    }

    private static Refusal tried(Feature feature) {
        try {
            Path directory = Files.createTempDirectory("refused");
            Feature.write(directory, false, List.of(feature));
            Refusal refusal = new Refusal(
                    ContractLint.findings(directory),
                    message(Contract::in, directory),
                    message(ContractBundle::in, directory),
                    message(Bases::in, directory));
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted((one, other) -> other.compareTo(one))
                        .forEach(file -> file.toFile().delete());
            }
            return refusal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String message(Consumer<Path> reader, Path directory) {
        try {
            reader.accept(directory);
            return "";
        } catch (ContractException refusal) {
            return refusal.getMessage();
        }
    }
}
