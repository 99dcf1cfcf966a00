package org.passwordresets.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.ContractException;
import org.passwordresets.pact.Pacts;

/** Run by {@code make docs}: writes the documentation into a folder that you can publish as it is. */
public final class DocsGenerator {
    private DocsGenerator() {}

    /** @param arguments the directory of the contract, that of the pacts, and the folder to write */
    public static void main(String[] arguments) throws IOException {
        try {
            write(arguments);
        } catch (ContractException mistake) {
            System.err.println(arguments[0] + "/" + mistake.getMessage());
            System.exit(1);
        }
    }

    private static void write(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        ContractBundle contract = ContractBundle.in(Path.of(arguments[0]));
        DocsSite site = new DocsSite(
                contract, Optional.of(Pacts.in(Path.of(arguments[1]))), TryIt.published(contract.document()));
        for (Map.Entry<String, DocsFile> file : site.files().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue().content());
        }
        System.out.printf("Wrote %d files; start at %s%n", site.files().size(), folder.resolve("index.html"));
    }
}
