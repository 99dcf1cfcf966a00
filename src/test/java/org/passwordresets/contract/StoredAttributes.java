package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the attributes of the contract with the columns they are stored in. A resource type has the table of its name, and an
 * attribute the column of its name.
 *
 * @param tables the columns by name, by table
 * @param indexes the columns of each index in their order, by table
 */
record StoredAttributes(Map<String, Map<String, Column>> tables, Map<String, List<List<String>>> indexes) {
    /** Attributes that no column holds as they are sent: secrets are hashed or encrypted, and these are computed. */
    private static final Set<String> NOT_STORED = Set.of(
            "customers.password",
            "customers.has_password",
            "customer_password_resets.customer_password",
            "customer_password_resets._reset_password_token",
            "customer_password_resets.reset_password_token",
            "applications.public_access",
            "applications.scopes",
            "event_stores.updated_at",
            "event_stores.who");

    /** Instead of the attribute's own column: an event's times are the same, and no event has a reference. */
    private static final Map<String, String> SORTED_BY = Map.of(
            "events.updated_at", "created_at",
            "events.reference", "id",
            "events.reference_origin", "id");

    private static final List<String> SCOPE = List.of("organization_id", "mode");

    /**
     * A column, as the database describes it.
     *
     * @param type such as {@code varchar}
     * @param length in characters; null where it has none
     * @param isNullable whether it takes null
     * @param isAscii whether it takes ASCII only
     * @param values the only ones that it takes, by its type or by a check; none where it takes all
     */
    record Column(String type, Long length, boolean isNullable, boolean isAscii, Set<String> values) {}

    /** One sentence for each attribute that its column cannot hold, or that a list cannot be sorted by with an index. */
    List<String> differences(Contract contract) {
        Set<String> differences = new TreeSet<>();
        contract.operations().forEach(operation -> {
            if (operation.document() != null) {
                JsonNode schema = operation.definition().at("/requestBody/content/application~1vnd.api+json/schema");
                attributes(schema.at("/properties/data"))
                        .forEach((name, attribute) ->
                                compare(operation.document().type(), name, attribute, true, differences));
            }
            if (operation.resourceType() != null) {
                JsonNode data = operation
                        .definition()
                        .at("/responses/%d/content/application~1vnd.api+json/schema/properties/data"
                                .formatted(operation.successStatus()));
                attributes(data.has("items") ? data.get("items") : data)
                        .forEach((name, attribute) ->
                                compare(operation.resourceType(), name, attribute, false, differences));
            }
        });
        contract.resourceTypes().forEach(type -> type.attributes().values().stream()
                .filter(Attribute::sortable)
                .filter(attribute -> !hasIndex(type.name(), attribute.name()))
                .forEach(attribute -> differences.add(
                        "%s.%s is sortable, and has no index".formatted(type.name(), attribute.name()))));
        return new ArrayList<>(differences);
    }

    private static Map<String, JsonNode> attributes(JsonNode resource) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        resource.at("/properties/attributes/properties").properties().forEach(attribute -> {
            JsonNode schema = attribute.getValue();
            attributes.put(attribute.getKey(), schema.has("allOf") ? schema.at("/allOf/0") : schema);
        });
        return attributes;
    }

    private boolean hasIndex(String table, String column) {
        List<String> start = List.of(SCOPE.get(0), SCOPE.get(1), SORTED_BY.getOrDefault(table + "." + column, column));
        return indexes.getOrDefault(table, List.of()).stream()
                .anyMatch(index -> index.size() >= start.size()
                        && index.subList(0, start.size()).equals(start));
    }

    private void compare(String table, String name, JsonNode attribute, boolean isWritten, Set<String> differences) {
        String place = table + "." + name;
        if (NOT_STORED.contains(place)) {
            return;
        }
        Column column = tables.getOrDefault(table, Map.of()).get(name);
        if (column == null) {
            differences.add(place + " has no column");
            return;
        }
        boolean takesNull = attribute.path("nullable").asBoolean();
        if (isWritten && takesNull && !column.isNullable()) {
            differences.add(place + " can be null, and its column cannot");
        }
        if (!isWritten && !takesNull && column.isNullable()) {
            differences.add(place + " is never null, and its column can be");
        }
        switch (attribute.path("type").asText()) {
            case "string" -> compareText(place, attribute, column, isWritten, differences);
            case "object" -> expect(place, column, Set.of("json", "longtext", "mediumtext"), differences);
            case "boolean" -> expect(place, column, Set.of("tinyint", "bit"), differences);
            case "integer" -> expect(place, column, Set.of("int", "bigint"), differences);
            default -> expect(place, column, Set.of("decimal", "double"), differences);
        }
    }

    private static void expect(String place, Column column, Set<String> types, Set<String> differences) {
        if (!types.contains(column.type())) {
            differences.add("%s does not fit into its column, a %s".formatted(place, column.type()));
        }
    }

    private static void compareText(
            String place, JsonNode attribute, Column column, boolean isWritten, Set<String> differences) {
        if (attribute.path("format").asText().startsWith("date")) {
            expect(place, column, Set.of("datetime", "timestamp", "date"), differences);
        } else if (attribute.has("enum")) {
            compareValues(place, attribute.path("enum"), column, differences);
        } else if (isWritten) {
            compareLength(place, attribute, column, differences);
        }
    }

    private static void compareValues(String place, JsonNode values, Column column, Set<String> differences) {
        values.forEach(value -> {
            if (column.length() != null && value.asText().length() > column.length()) {
                differences.add("%s can be %s, and its column holds %d characters"
                        .formatted(place, value.asText(), column.length()));
            }
            if (!column.values().isEmpty() && !column.values().contains(value.asText())) {
                differences.add("%s can be %s, and its column cannot".formatted(place, value.asText()));
            }
        });
    }

    private static void compareLength(String place, JsonNode attribute, Column column, Set<String> differences) {
        long most = attribute.path("maxLength").asLong(Long.MAX_VALUE);
        if (column.length() == null || most > column.length()) {
            differences.add("%s has %s characters, and its column holds %s"
                    .formatted(place, most == Long.MAX_VALUE ? "any number of" : "up to " + most, column.length()));
        }
        if (column.isAscii()) {
            differences.add(place + " can be any text, and its column holds ASCII only");
        }
    }
}
