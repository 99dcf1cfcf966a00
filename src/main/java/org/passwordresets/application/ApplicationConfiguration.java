package org.passwordresets.application;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.passwordresets.Setting;

/**
 * The organizations and applications in the database, which every server keeps in memory.
 *
 * @param refreshInterval how often a server reads them, 1 second to 1 hour: a disabled application and a secret that was
 *     replaced stop working within this time on every server. New applications and secrets work at once.
 */
@Context
@ConfigurationProperties("applications")
record ApplicationConfiguration(
        @Bindable(defaultValue = "5s") Duration refreshInterval) {
    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofHours(1);

    ApplicationConfiguration {
        Setting.of("applications.refresh-interval").within(refreshInterval, MIN, MAX);
    }
}
