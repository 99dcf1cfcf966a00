package org.passwordresets.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * The security log: sign-ins, failed ones, revocations and the commands of administrators, in the table {@code security_log}.
 *
 * @param queue how many entries may wait to be written, 1 to 1000000; further ones are dropped and counted
 * @param retention how long an entry is kept, 1 hour to 36500 days
 * @param maxEntries how many rows are kept, 1000 to 1000000000; older ones are deleted, so that an attack cannot fill the
 *     database
 * @param purgeInterval the time from one deletion of old rows to the next, 1 second to 365 days
 */
@Context
@ConfigurationProperties("security-log")
record SecurityLogConfiguration(
        @Bindable(defaultValue = "10000") int queue,
        @Bindable(defaultValue = "90d") Duration retention,
        @Bindable(defaultValue = "1000000") long maxEntries,
        @Bindable(defaultValue = "10m") Duration purgeInterval) {
    private static final int MAX_QUEUE = 1_000_000;
    private static final long MIN_ENTRIES = 1_000;
    private static final long MAX_ENTRIES = 1_000_000_000;

    SecurityLogConfiguration {
        Setting.of("security-log.queue").within(queue, 1, MAX_QUEUE);
        Setting.of("security-log.retention").within(retention, Duration.ofHours(1), Duration.ofDays(36500));
        Setting.of("security-log.max-entries").within(maxEntries, MIN_ENTRIES, MAX_ENTRIES);
        Setting.of("security-log.purge-interval").within(purgeInterval, Duration.ofSeconds(1), Duration.ofDays(365));
    }
}
