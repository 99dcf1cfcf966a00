package org.passwordresets;

import io.micronaut.runtime.Micronaut;

/** The server. Everything it can be told is in the configuration: see the configuration page of the docs. */
public final class Application {
    private Application() {}

    /** Starts the server and returns when it listens. */
    public static void main(String[] arguments) {
        Micronaut.build(arguments)
                .mainClass(Application.class)
                .banner(false)
                // It runs the same anywhere, and looking round for clouds takes time.
                .deduceEnvironment(false)
                .start();
    }
}
