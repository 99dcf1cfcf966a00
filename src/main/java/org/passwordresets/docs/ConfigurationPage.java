package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.passwordresets.Setting;

/** Every key of the server's own configuration, from the metadata that Micronaut generates when it compiles the records. */
record ConfigurationPage(List<Group> groups, String frameworkSettings) {
    record Group(String prefix, String summary, List<Key> keys) {}

    record Key(String name, String type, @Nullable String defaultValue, String description) {
        String variable() {
            return Setting.variable(name);
        }
    }

    /** @param metadata {@code META-INF/spring-configuration-metadata.json} */
    static ConfigurationPage of(JsonNode metadata, String frameworkSettings, SearchIndex search) {
        Map<String, String> summaries = metadata.path("groups")
                .valueStream()
                .collect(Collectors.groupingBy(
                        ConfigurationPage::name,
                        TreeMap::new,
                        Collectors.mapping(ConfigurationPage::description, Collectors.joining(" "))));
        List<Group> groups = summaries.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue(), keys(group.getKey(), metadata)))
                .toList();
        groups.forEach(group -> group.keys()
                .forEach(key -> search.add(
                        "Configuration",
                        key.name(),
                        key.variable(),
                        key.description(),
                        "configuration.html#" + key.name())));
        return new ConfigurationPage(groups, frameworkSettings);
    }

    private static List<Key> keys(String prefix, JsonNode metadata) {
        return metadata.path("properties")
                .valueStream()
                .map(ConfigurationPage::key)
                .filter(key ->
                        key.name().substring(0, key.name().lastIndexOf('.')).equals(prefix))
                .toList();
    }

    private static Key key(JsonNode property) {
        return new Key(
                name(property),
                type(property.path("type").asText()),
                property.path("defaultValue").asText(null),
                description(property));
    }

    private static String name(JsonNode named) {
        return named.path("name").asText().replace("*", "<name>");
    }

    /** Converts Javadoc tags to Markdown. */
    private static String description(JsonNode described) {
        return described
                .path("description")
                .asText()
                .lines()
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .replaceAll("\\{@(?:code|link|linkplain) #?([^}]*)}", "`$1`");
    }

    private static String type(String type) {
        String simple = type.replaceAll("\\w+\\.", "");
        return switch (simple) {
            case "String" -> "text";
            case "int", "long", "Integer", "Long" -> "number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "time";
            case "Instant" -> "date and time";
            case "List" -> "list";
            default -> simple;
        };
    }
}
