package org.passwordresets.docs;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.pact.Pacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current documentation, generated at the first request. If it comes from a directory, it is generated again when you
 * save a file there, and stays as it was while the contract is invalid.
 */
@Singleton
final class CurrentSite {
    private static final Logger LOG = LoggerFactory.getLogger(CurrentSite.class);

    private final DocsConfiguration configuration;
    private final TryIt tryIt;
    private DocsSite site;
    private List<String> state = List.of();

    CurrentSite(DocsConfiguration configuration, ReaderToken token) {
        this.configuration = configuration;
        this.tryIt = TryIt.served(configuration, token.isThere());
    }

    synchronized DocsSite current() {
        if (!configuration.followsContract()) {
            if (site == null) {
                site = new DocsSite(ContractBundle.packaged(), pacts(), tryIt);
            }
            return site;
        }
        Path directory = Path.of(configuration.contract());
        List<String> now = state(directory);
        if (!now.equals(state)) {
            state = now;
            make(directory);
        }
        return site;
    }

    private void make(Path directory) {
        try {
            site = new DocsSite(ContractBundle.in(directory), pacts(), tryIt);
        } catch (RuntimeException failure) {
            if (site == null) {
                throw failure;
            }
            LOG.warn("The documentation stays as it was: {}", failure.getMessage());
        }
    }

    private Optional<Pacts> pacts() {
        return configuration.usagePage() ? Optional.of(Pacts.packaged()) : Optional.empty();
    }

    private static List<String> state(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(CurrentSite::stamp)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stamp(Path file) {
        try {
            return "%s %s %d".formatted(file, Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            return file.toString();
        }
    }
}
