package org.passwordresets;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line for each risk in the configuration. `make run` and the stub take these risks on purpose. */
@Singleton
@Requires(notEnv = {"demo", "stub"})
final class StartupWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(StartupWarnings.class);

    private final Collection<ConfigurationRisks> configurations;

    StartupWarnings(Collection<ConfigurationRisks> configurations) {
        this.configurations = configurations;
    }

    @EventListener
    void warn(ServerStartupEvent started) {
        configurations.stream()
                .flatMap(configuration -> configuration.risks().stream())
                .forEach(LOG::warn);
    }
}
