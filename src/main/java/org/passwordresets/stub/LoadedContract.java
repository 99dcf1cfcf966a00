package org.passwordresets.stub;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.value.PropertyResolver;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.nio.file.Path;
import org.passwordresets.Setting;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ContractFiles;
import org.passwordresets.contract.ContractPlaces;

/**
 * The contract that the stub starts with. It is read at startup, so that a valid contract is loaded whatever you save later,
 * and in parallel with the rest of the startup, so that it adds no time.
 */
@Factory
final class LoadedContract implements ApplicationEventListener<ServerStartupEvent> {
    @Nullable
    private final Path directory;

    private final boolean isProxy;
    private final PropertyResolver settings;
    private final Contract contract;

    /** The files as they were read last. */
    @Nullable
    private volatile ContractFiles files;

    /** The files of the contract that is used. */
    private volatile ContractFiles used = ContractFiles.packaged();

    @Nullable
    private volatile String problem;

    LoadedContract(StubConfiguration configuration, PropertyResolver settings) {
        this.settings = settings;
        this.directory = configuration.contract();
        this.isProxy = configuration.target() != null;
        this.contract = Contract.beingRead(this::read);
    }

    @Context
    Contract contract() {
        return contract;
    }

    private Contract read() {
        if (directory == null) {
            return Contract.of(used, settings);
        }
        return anew();
    }

    /** Stops the start if the contract cannot be served: no other one is served in its place. */
    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        contract.awaitReading();
        if (isProxy && contract.isForeign()) {
            throw Setting.of("stub.target")
                    .refused("needs our own contract; the proxy does not check third-party documents");
        }
    }

    /** Reads the contract again. */
    Contract anew() {
        ContractFiles now = ContractFiles.in(directory);
        files = now;
        Contract read = Contract.of(now, settings);
        used = now;
        return read;
    }

    /** The places in the files of the contract that is used. */
    ContractPlaces places() {
        return new ContractPlaces(used);
    }

    ContractFiles files() {
        return files;
    }

    /** The mistake in the current files, as {@code file.yaml:LINE:COLUMN: reason}; null if there is none. */
    @Nullable
    String problem() {
        return problem;
    }

    void setProblem(@Nullable String problem) {
        this.problem = problem;
    }
}
