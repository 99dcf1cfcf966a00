package org.passwordresets.stub.state;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The stub's time, in whole milliseconds: the real time, until {@code PUT /__stub/clock} moves it. */
@Singleton
@Replaces(Clock.class)
final class StubClock extends Clock {
    private static final Clock REAL = Clock.tickMillis(ZoneOffset.UTC);

    private volatile Setting setting = Setting.REAL_TIME;

    /** @param stoppedAt null while the clock runs */
    private record Setting(Duration ahead, @Nullable Instant stoppedAt) {
        private static final Setting REAL_TIME = new Setting(Duration.ZERO, null);
    }

    /** Moves it to this time. */
    void moveTo(Instant time, boolean stopped) {
        setting =
                stopped ? new Setting(Duration.ZERO, time) : new Setting(Duration.between(REAL.instant(), time), null);
    }

    /** Moves it by this duration, which is negative for the past. */
    void forward(Duration by) {
        Setting now = setting;
        setting = now.stoppedAt == null
                ? new Setting(now.ahead.plus(by), null)
                : new Setting(Duration.ZERO, now.stoppedAt.plus(by));
    }

    /** Returns to the real time. */
    void reset() {
        setting = Setting.REAL_TIME;
    }

    boolean isStopped() {
        return setting.stoppedAt != null;
    }

    @Override
    public Instant instant() {
        Setting now = setting;
        return now.stoppedAt == null ? REAL.instant().plus(now.ahead) : now.stoppedAt;
    }

    /** The same until it is moved. */
    @Override
    public String toString() {
        return setting.toString();
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
