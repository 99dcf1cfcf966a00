package org.passwordresets.support;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time, which a story can move forward. */
@Singleton
@Replaces(Clock.class)
@Requires(env = "story")
public class MovableClock extends Clock {
    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);
    private volatile Duration ahead = Duration.ZERO;
    private volatile Instant stopped;

    /** From now on it is so much later. */
    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    /** From now on it is that time, until somebody moves it. */
    public void stopAt(Instant time) {
        stopped = time;
        ahead = Duration.ZERO;
    }

    /** From now on it is the real time again. */
    public void reset() {
        stopped = null;
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return (stopped == null ? real.instant() : stopped).plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
