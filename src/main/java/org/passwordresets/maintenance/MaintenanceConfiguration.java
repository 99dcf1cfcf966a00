package org.passwordresets.maintenance;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * Background work, which one of all servers with the same database does at a time.
 *
 * @param checkInterval how often a server looks for work that is due, 100 milliseconds to 1 hour
 * @param lease how long a server that does not respond keeps its task before another one takes over, 1 second to 1 hour
 * @param recountInterval how often the numbers of records are compared with the tables, 1 second to 365 days
 */
@Context
@ConfigurationProperties("maintenance")
public record MaintenanceConfiguration(
        @Bindable(defaultValue = "30s") Duration checkInterval,
        @Bindable(defaultValue = "1m") Duration lease,
        @Bindable(defaultValue = "1h") Duration recountInterval) {
    public MaintenanceConfiguration {
        Setting.of("maintenance.check-interval").within(checkInterval, Duration.ofMillis(100), Duration.ofHours(1));
        Setting.of("maintenance.lease").within(lease, Duration.ofSeconds(1), Duration.ofHours(1));
        Setting.of("maintenance.recount-interval").within(recountInterval, Duration.ofSeconds(1), Duration.ofDays(365));
    }
}
