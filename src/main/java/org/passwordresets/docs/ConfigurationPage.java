package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Locale;

/** Every key of the server's own configuration: as the sources of its records describe them. */
record ConfigurationPage(List<Group> groups, String frameworkSettings) {
    record Group(String prefix, String summary, List<Key> keys) {}

    record Key(String name, String type, @Nullable String defaultValue, String description) {
        /** The environment variable. */
        String variable() {
            return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        }
    }

    /** The configurations are what the build reads from the sources. */
    static ConfigurationPage of(JsonNode configurations, String frameworkSettings, SearchIndex search) {
        List<Group> groups =
                configurations.valueStream().map(ConfigurationPage::group).toList();
        groups.forEach(group -> group.keys()
                .forEach(key -> search.add(
                        "Configuration", key.name(), key.description(), "configuration.html#" + key.name())));
        return new ConfigurationPage(groups, frameworkSettings);
    }

    private static Group group(JsonNode group) {
        String prefix = group.path("prefix").asText();
        return new Group(
                prefix,
                group.path("summary").asText(),
                group.path("keys")
                        .valueStream()
                        .map(key -> new Key(
                                prefix + "." + key.path("name").asText(),
                                key.path("type").asText(),
                                key.path("default").asText(null),
                                key.path("description").asText()))
                        .toList());
    }
}
