package org.passwordresets.stub;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.passwordresets.contract.Contract;

/** The contract that the stub starts with. */
@Factory
final class LoadedContract {
    @Singleton
    Contract contract(StubConfiguration configuration) {
        return configuration.contract() == null ? Contract.packaged() : Contract.in(configuration.contract());
    }
}
