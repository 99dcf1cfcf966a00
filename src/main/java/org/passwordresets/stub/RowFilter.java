package org.passwordresets.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.passwordresets.contract.Attribute;
import org.passwordresets.filter.FilterValues;
import org.passwordresets.filter.Predicate;
import org.passwordresets.filter.ValueKind;
import org.passwordresets.query.AttributePath;
import org.passwordresets.query.ResourceQuery;

/** Whether a filter, which the checks have found right, holds for a row in memory. */
final class RowFilter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final State state;

    RowFilter(State state) {
        this.state = state;
    }

    boolean holds(ResourceQuery.Filter filter, Row row) {
        return filter.paths().stream().anyMatch(path -> values(path, row)
                .anyMatch(value -> holds(filter.predicate(), path.attribute().kind(), value, operands(filter, path))));
    }

    private static List<String> operands(ResourceQuery.Filter filter, AttributePath path) {
        return filter.values().stream().map(path.attribute()::operand).toList();
    }

    private Stream<JsonNode> values(AttributePath path, Row row) {
        return path.relationship() == null
                ? Stream.of(value(path.attribute(), row))
                : state
                        .related(
                                row,
                                path.relationship().name(),
                                path.relationship().relatedType())
                        .stream()
                        .map(related -> value(path.attribute(), related));
    }

    static JsonNode value(Attribute attribute, Row row) {
        return attribute.name().equals("id")
                ? row.attributes().textNode(row.id())
                : row.attributes().path(attribute.name());
    }

    private static boolean holds(Predicate predicate, ValueKind kind, JsonNode value, List<String> operands) {
        boolean absent = value.isNull() || value.isMissingNode();
        boolean asked = List.of("true", "1").contains(operands.get(0));
        switch (predicate) {
            case NULL:
                return asked == absent;
            case NOT_NULL:
                return asked != absent;
            case BLANK:
                return asked == (absent || value.asText().isEmpty());
            case PRESENT:
                return asked != (absent || value.asText().isEmpty());
            case TRUE:
                return !absent && asked == value.asBoolean();
            case FALSE:
                return !absent && asked != value.asBoolean();
            case JCONT:
                return contains(value, json(operands.get(0)));
            default:
                String name = predicate.text();
                boolean orNull = name.endsWith("_or_null");
                return absent ? orNull : compares(name.replaceFirst("_or_null$", ""), kind, value, operands);
        }
    }

    private static boolean compares(String name, ValueKind kind, JsonNode value, List<String> operands) {
        if (name.equals("in")) {
            return operands.stream().anyMatch(operand -> compares("eq", kind, value, operand));
        }
        if (name.equals("not_in") || name.endsWith("_all")) {
            String single = name.equals("not_in") ? "not_eq" : name.replaceFirst("_all$", "");
            return operands.stream().allMatch(operand -> compares(single, kind, value, operand));
        }
        return operands.stream().anyMatch(operand -> compares(name.replaceFirst("_any$", ""), kind, value, operand));
    }

    private static boolean compares(String name, ValueKind kind, JsonNode value, String operand) {
        return switch (name) {
            case "eq" -> order(kind, value, operand) == 0;
            case "not_eq" -> order(kind, value, operand) != 0;
            case "lt" -> order(kind, value, operand) < 0;
            case "lteq" -> order(kind, value, operand) <= 0;
            case "gt" -> order(kind, value, operand) > 0;
            case "gteq" -> order(kind, value, operand) >= 0;
            default -> matches(name, value.asText(), operand);
        };
    }

    private static int order(ValueKind kind, JsonNode value, String operand) {
        return switch (kind) {
            case TIME -> FilterValues.time(value.asText()).compareTo(FilterValues.time(operand));
            case BOOLEAN -> Boolean.compare(value.asBoolean(), FilterValues.bool(operand));
            default -> value.asText().compareTo(operand);
        };
    }

    /** Of text, whatever its case. */
    private static boolean matches(String name, String value, String operand) {
        String text = value.toLowerCase(Locale.ROOT);
        String part = operand.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "start" -> text.startsWith(part);
            case "not_start" -> !text.startsWith(part);
            case "end" -> text.endsWith(part);
            case "not_end" -> !text.endsWith(part);
            case "cont" -> text.contains(part);
            case "not_cont" -> !text.contains(part);
            case "matches" -> Like.matches(text, part);
            case "does_not_match" -> !Like.matches(text, part);
            default -> throw new IllegalStateException("No such predicate: " + name);
        };
    }

    private static boolean contains(JsonNode whole, JsonNode part) {
        if (part.isObject()) {
            return whole.isObject()
                    && part.properties().stream()
                            .allMatch(member -> contains(whole.path(member.getKey()), member.getValue()));
        }
        if (part.isArray()) {
            return whole.isArray()
                    && Stream.of(part)
                            .flatMap(elements -> elements.valueStream())
                            .allMatch(wanted -> whole.valueStream().anyMatch(known -> contains(known, wanted)));
        }
        return whole.equals(part)
                || whole.isNumber() && part.isNumber() && whole.decimalValue().compareTo(part.decimalValue()) == 0;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
