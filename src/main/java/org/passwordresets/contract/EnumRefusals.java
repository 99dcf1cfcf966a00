package org.passwordresets.contract;

import static org.passwordresets.contract.SchemaRefusals.one;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.passwordresets.contract.UnsupportedFeatures.Finding;

/** What an enumeration cannot say, and what to write instead. */
final class EnumRefusals {
    private EnumRefusals() {}

    static Stream<Finding> of(ContractPart schema, SchemaUse use) {
        if (!schema.has("enum")) {
            return Stream.empty();
        }
        ContractPart list = schema.at("enum");
        if (list.node().isEmpty()) {
            return one(list, "An enum needs at least one value");
        }
        return Stream.of(nullValue(schema, list), named(schema, list), values(schema, list))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> nullValue(ContractPart schema, ContractPart list) {
        boolean isListed = list.node().valueStream().anyMatch(JsonNode::isNull);
        boolean isAllowed = schema.node().path("nullable").asBoolean();
        if (isListed == isAllowed) {
            return Stream.empty();
        }
        return isListed
                ? one(list, "null is one of the values, so the schema needs nullable: true")
                : one(list, "nullable has no effect, because null is not one of the values. Add null to the enum");
    }

    private static Stream<Finding> named(ContractPart schema, ContractPart list) {
        if (!schema.isReferenced()) {
            return Stream.empty();
        }
        boolean isOfStrings = list.node().valueStream().allMatch(JsonNode::isTextual);
        return isOfStrings
                ? Stream.empty()
                : one(
                        list,
                        "An enum under schemas can consist of strings only. Write this one where it is used, without $ref");
    }

    private static Stream<Finding> values(ContractPart schema, ContractPart list) {
        Set<JsonNode> seen = new HashSet<>();
        return list.children().flatMap(value -> {
            if (!seen.add(value.node())) {
                return one(value, value.node() + " is in the enum twice");
            }
            if (!value.node().isNull() && !isOfType(value.node(), schema.text("type"))) {
                return one(
                        value,
                        "%s is not of type %s. Quote a string, and leave a number unquoted"
                                .formatted(value.node(), schema.text("type")));
            }
            return Stream.empty();
        });
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }
}
