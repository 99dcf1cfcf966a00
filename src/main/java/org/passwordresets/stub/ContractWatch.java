package org.passwordresets.stub;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ContractException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the files of the contract and serves each save at once. A broken contract changes nothing except the message about
 * the mistake. It polls modification times, because file system events arrive late on some systems, and never on some mounts.
 */
@Singleton
@Requires(property = "stub.contract")
final class ContractWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ContractWatch.class);

    private final Path directory;
    private final LoadedContract loaded;
    private final Contract contract;
    private Map<Path, String> seen;

    ContractWatch(StubConfiguration configuration, LoadedContract loaded, Contract contract) {
        this.directory = configuration.contract();
        this.loaded = loaded;
        this.contract = contract;
        this.seen = loaded.versions();
    }

    @Scheduled(fixedDelay = "50ms")
    void look() {
        if (!contract.isRead()) {
            return;
        }
        try {
            Map<Path, String> now = versions(directory);
            if (!now.equals(seen)) {
                seen = now;
                load();
            }
        } catch (UncheckedIOException e) {
            tell(directory + " cannot be read: " + e.getMessage());
        }
    }

    static Map<Path, String> versions(Path directory) {
        Map<Path, String> versions = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".yaml")) {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    versions.put(file, attributes.lastModifiedTime() + " " + attributes.size());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }

    private void load() {
        long start = System.nanoTime();
        try {
            contract.become(loaded.anew(directory));
            loaded.setProblem(null);
            LOG.info("Reloaded the contract in {} ms", (System.nanoTime() - start) / 1_000_000);
        } catch (ContractException e) {
            tell(e.getMessage());
        }
    }

    private void tell(String reason) {
        if (!reason.equals(loaded.problem())) {
            loaded.setProblem(reason);
            LOG.error("{}. The stub continues with the last valid contract", reason);
        }
    }
}
