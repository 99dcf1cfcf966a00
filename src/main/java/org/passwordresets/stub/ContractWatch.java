package org.passwordresets.stub;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ContractException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the files of the contract and serves each save at once. A broken contract changes nothing except the message about
 * the mistake.
 */
@Singleton
@Requires(property = "stub.contract")
final class ContractWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ContractWatch.class);

    private final LoadedContract loaded;
    private final Contract contract;

    /** The mistake found at the last check. It is reported if nothing has changed at the next check. */
    @Nullable
    private String suspected;

    ContractWatch(LoadedContract loaded, Contract contract) {
        this.loaded = loaded;
        this.contract = contract;
    }

    /** Another program, such as git, may still be saving files, so a mistake is reported one check later. */
    @Scheduled(fixedDelay = "50ms")
    void look() {
        if (!contract.isRead()) {
            return;
        }
        if (loaded.files().haveChanged()) {
            load();
        } else if (suspected != null) {
            tell(suspected);
            suspected = null;
        }
    }

    private void load() {
        long start = System.nanoTime();
        try {
            contract.become(loaded.anew());
            suspected = null;
            loaded.setProblem(null);
            LOG.info("Reloaded the contract in {} ms", (System.nanoTime() - start) / 1_000_000);
        } catch (ContractException e) {
            suspected = e.getMessage();
        }
    }

    private void tell(String reason) {
        if (!reason.equals(loaded.problem())) {
            loaded.setProblem(reason);
            LOG.error("{}. The stub continues with the last valid contract", reason);
        }
    }
}
