package org.passwordresets.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Run by {@code make lint}: prints each mistake in a contract, and each feature of OpenAPI that is not supported here. */
public final class ContractLint {
    private ContractLint() {}

    /** @param directories of contracts, such as {@code openapi} */
    public static void main(String[] directories) {
        List<String> findings = Stream.of(directories)
                .flatMap(directory -> findings(Path.of(directory)).stream().map(finding -> directory + "/" + finding))
                .toList();
        findings.forEach(System.err::println);
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    /** One line each: {@code file:line:column: what is wrong, and what to write instead}. */
    static List<String> findings(Path directory) {
        ContractFiles files = ContractFiles.in(directory);
        try {
            files.resolved();
        } catch (ContractException mistake) {
            return List.of(mistake.getMessage());
        }
        return UnsupportedFeatures.in(files);
    }
}
