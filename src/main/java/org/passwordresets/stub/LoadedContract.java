package org.passwordresets.stub;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ContractException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contract that the stub starts with; read at the start, so that there is a good one whatever is saved later. */
@Factory
final class LoadedContract {
    private static final Logger LOG = LoggerFactory.getLogger(ContractWatch.class);

    @Context
    Contract contract(StubConfiguration configuration) {
        if (configuration.contract() == null) {
            return Contract.packaged();
        }
        try {
            return Contract.in(configuration.contract());
        } catch (ContractException e) {
            LOG.error("{}. The stub starts with the contract of its build", e.getMessage());
            return Contract.packaged();
        }
    }
}
