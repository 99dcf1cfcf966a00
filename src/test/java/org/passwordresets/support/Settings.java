package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** The same, where there are several. */
    public static <T> Collection<T> readAll(Class<T> type, Map<String, Object> settings) {
        try (ApplicationContext context = start(settings)) {
            return List.copyOf(context.getBeansOfType(type));
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

    /** The server refuses to start with that value, and says so by a sentence that ends with the reason. */
    public static void assertRefused(String key, String value, String reason, String... environments) {
        assertThat(refusal(Map.of(key, value), environments)).as(value).isEqualTo(sentence(key, reason));
        assertThat(refusal(variables(Map.of(key, value)), environments))
                .as("%s, from the environment", value)
                .isEqualTo(sentence(key, reason));
    }

    /** How a refusal of that key reads. */
    public static String sentence(String key, String reason) {
        return key + " (environment: " + variable(key) + ") " + reason;
    }

    /** The same settings as environment variables. */
    public static Map<String, Object> variables(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(setting -> variable(setting.getKey()), Map.Entry::getValue));
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The beans of a server. Keys in capitals are environment variables. */
    public static ApplicationContext start(Map<String, Object> settings, String... environments) {
        Map<String, Object> variables = new HashMap<>(settings);
        variables.keySet().removeIf(key -> !key.equals(variable(key)));
        Map<String, Object> properties = new HashMap<>(TestApplications.properties());
        properties.put("datasources.default.enabled", false);
        properties.put("flyway.datasources.default.enabled", false);
        variables.keySet().forEach(variable -> properties.keySet().removeIf(key -> variable(key)
                .equals(variable)));
        settings.entrySet().stream()
                .filter(setting -> !variables.containsKey(setting.getKey()))
                .forEach(setting -> properties.put(setting.getKey(), setting.getValue()));
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(environments)
                .propertySources(
                        PropertySource.of("test", properties),
                        PropertySource.of("test variables", variables, PropertyConvention.ENVIRONMENT_VARIABLE))
                .start();
    }
}
