package org.passwordresets.retention;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * What is deleted after some time. By default, only old event stores are.
 *
 * @param passwordResets how long a password reset is kept after its token expires, whether it was used or not: 1 hour to
 *     36500 days, such as {@code 90d}; forever if not set
 * @param events how long an event is kept: 1 hour to 36500 days; forever if not set
 * @param eventStores how long an event store is kept, whether its resource still exists or not: 1 hour to 36500 days. They
 *     contain email addresses, also those of deleted customers
 * @param interval the time from one run to the next, 1 second to 365 days
 * @param batchSize the number of rows that one transaction deletes, 1 to 10000
 */
@Context
@ConfigurationProperties("retention")
record RetentionConfiguration(
        @Nullable Duration passwordResets,
        @Nullable Duration events,
        @Bindable(defaultValue = "365d") Duration eventStores,
        @Bindable(defaultValue = "10m") Duration interval,
        @Bindable(defaultValue = "500") int batchSize) {
    private static final Duration MIN = Duration.ofHours(1);
    private static final Duration MAX = Duration.ofDays(36500);
    private static final int MAX_BATCH = 10_000;

    RetentionConfiguration {
        if (passwordResets != null) {
            Setting.of("retention.password-resets").within(passwordResets, MIN, MAX);
        }
        if (events != null) {
            Setting.of("retention.events").within(events, MIN, MAX);
        }
        Setting.of("retention.event-stores").within(eventStores, MIN, MAX);
        Setting.of("retention.interval").within(interval, Duration.ofSeconds(1), Duration.ofDays(365));
        Setting.of("retention.batch-size").within(batchSize, 1, MAX_BATCH);
    }
}
