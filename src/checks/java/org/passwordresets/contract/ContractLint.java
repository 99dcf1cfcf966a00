package org.passwordresets.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Run by {@code make lint}: prints each mistake in a contract, and each feature of OpenAPI that is not supported here. */
public final class ContractLint {
    private ContractLint() {}

    /** @param arguments the directory of the contract, such as {@code openapi} */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        List<String> findings = findings(directory);
        findings.forEach(finding -> System.err.println(directory + "/" + finding));
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    /** One line each: {@code file:line:column: what is wrong, and what to write instead}. */
    static List<String> findings(Path directory) {
        return mistake(directory).map(List::of).orElseGet(() -> UnsupportedFeatures.in(ContractFiles.in(directory)));
    }

    /** Why the contract cannot be read. */
    private static Optional<String> mistake(Path directory) {
        try {
            ContractFiles.in(directory).resolved();
            return Optional.empty();
        } catch (ContractException mistake) {
            return Optional.of(mistake.getMessage());
        }
    }
}
