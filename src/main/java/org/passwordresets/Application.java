package org.passwordresets;

import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.Micronaut;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server. The Configuration page of the docs lists all settings. */
public final class Application extends Micronaut {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private Application() {}

    /** Starts the server and returns when it listens. */
    public static void main(String[] arguments) {
        new Application()
                .args(arguments)
                .mainClass(Application.class)
                .banner(false)
                // The detection of cloud environments takes time, and nothing depends on it.
                .deduceEnvironment(false)
                .start();
    }

    /** Logs an invalid setting in one line, because a stack trace would hide it. */
    @Override
    protected void handleStartupException(Environment environment, Throwable exception) {
        Optional<String> refusal = refusal(exception);
        if (refusal.isEmpty()) {
            super.handleStartupException(environment, exception);
        } else {
            LOG.error("The server does not start: {}", refusal.get());
            System.exit(1);
        }
    }

    /** The message about the setting that stopped the start; empty if there was another cause. */
    public static Optional<String> refusal(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(ConfigurationException.class::isInstance)
                .map(Throwable::getMessage)
                .reduce((outer, inner) -> inner);
    }
}
