package org.passwordresets.support;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import java.util.HashMap;
import java.util.Map;
import org.passwordresets.Application;

/** Settings as a start of the server reads them, without a database and without listening. */
public final class Settings {
    private Settings() {}

    /** The configuration record that these settings make, beside the keys without which nothing starts. */
    public static <T> T read(Class<T> type, Map<String, Object> settings, String... environments) {
        try (ApplicationContext context = start(settings, environments)) {
            return context.getBean(type);
        }
    }

    /** The sentence with which the server refuses to start; empty where it starts. */
    public static String refusal(Map<String, Object> settings, String... environments) {
        try (ApplicationContext context = start(settings, environments)) {
            return "";
        } catch (RuntimeException failure) {
            return Application.refusal(failure).orElseThrow(() -> failure);
        }
    }

    private static ApplicationContext start(Map<String, Object> settings, String... environments) {
        Map<String, Object> all = new HashMap<>(TestApplications.properties());
        all.putAll(settings);
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(environments)
                .properties(Map.of("datasources.default.enabled", false, "flyway.datasources.default.enabled", false))
                .propertySources(PropertySource.of("test", all))
                .start();
    }
}
