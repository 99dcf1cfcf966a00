package org.passwordresets;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;

/** The time. */
@Factory
final class Clocks {
    /** In whole milliseconds, as the database keeps it: what was answered is what will be read. */
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
