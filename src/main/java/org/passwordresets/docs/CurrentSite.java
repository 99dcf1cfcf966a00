package org.passwordresets.docs;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.ContractFiles;
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
    private ContractFiles files;

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
        if (site == null || files.haveChanged()) {
            files = ContractFiles.in(Path.of(configuration.contract()));
            make();
        }
        return site;
    }

    private void make() {
        try {
            site = new DocsSite(ContractBundle.of(files), pacts(), tryIt);
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
}
