package org.passwordresets;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** The time. */
@Factory
final class Clocks {
    /**
     * The current time in whole milliseconds, as the database stores it, so that a response shows what a later read returns.
     */
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
