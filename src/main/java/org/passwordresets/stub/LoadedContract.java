package org.passwordresets.stub;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.value.PropertyResolver;
import java.nio.file.Path;
import java.util.Map;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ContractException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contract that the stub starts with; read at the start, so that there is a good one whatever is saved later, and while
 * the rest is starting, so that this takes no longer for it.
 */
@Factory
final class LoadedContract {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedContract.class);

    @Nullable
    private final Path directory;

    private final Map<Path, String> versions;
    private final PropertyResolver settings;
    private final Contract contract;

    @Nullable
    private volatile String problem;

    LoadedContract(StubConfiguration configuration, PropertyResolver settings) {
        this.settings = settings;
        this.directory = configuration.contract();
        this.versions = directory == null ? Map.of() : ContractWatch.versions(directory);
        this.contract = Contract.beingRead(this::read);
    }

    @Context
    Contract contract() {
        return contract;
    }

    private Contract read() {
        if (directory == null) {
            return Contract.packaged(settings);
        }
        try {
            return anew(directory);
        } catch (ContractException e) {
            problem = e.getMessage();
            LOG.error("{}. The stub starts with the contract from its build", problem);
            return Contract.packaged(settings);
        }
    }

    /** What the files say now. */
    Contract anew(Path files) {
        return Contract.in(files, settings);
    }

    /** The files as they were just before they were read. */
    Map<Path, String> versions() {
        return versions;
    }

    /** What is wrong with them as they are now, as {@code file.yaml:LINE:COLUMN: reason}; null where nothing is. */
    @Nullable
    String problem() {
        return problem;
    }

    void setProblem(@Nullable String problem) {
        this.problem = problem;
    }
}
