package org.passwordresets;

import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.Micronaut;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server. Everything it can be told is in the configuration: see the configuration page of the docs. */
public final class Application extends Micronaut {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private Application() {}

    /** Starts the server and returns when it listens. */
    public static void main(String[] arguments) {
        new Application()
                .args(arguments)
                .mainClass(Application.class)
                .banner(false)
                // It runs the same anywhere, and looking round for clouds takes time.
                .deduceEnvironment(false)
                .start();
    }

    /** A setting that makes no sense is named in one line; a stack trace would hide it. */
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

    /** The sentence about the setting that stopped the start; empty where the cause was another. */
    public static Optional<String> refusal(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(ConfigurationException.class::isInstance)
                .map(Throwable::getMessage)
                .reduce((outer, inner) -> inner);
    }
}
