package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has changed between two states of the contract, seen by its clients: what no longer works as before, and what is
 * new. It looks at more than the libraries for this do: at limits, patterns, null, and at what can be filtered, sorted and
 * included.
 */
final class ContractDifference {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final List<String> UPPER_LIMITS =
            List.of("maxLength", "maximum", "maxItems", "maxProperties", "x-max-depth", "x-max-bytes");
    private static final List<String> LOWER_LIMITS = List.of("minLength", "minimum", "minItems", "minProperties");

    private final Set<String> breaking = new LinkedHashSet<>();
    private final Set<String> additions = new LinkedHashSet<>();
    private final boolean isAnything;

    /** Who writes a value decides what may change about it. */
    private enum Direction {
        REQUEST,
        RESPONSE
    }

    private ContractDifference(JsonNode before, JsonNode after) {
        isAnything = !before.equals(after);
        compareOperations(operations(before), operations(after));
    }

    /** Between two contracts without references, as {@link ContractFiles} reads them. */
    static ContractDifference between(JsonNode before, JsonNode after) {
        return new ContractDifference(before, after);
    }

    /** What clients that worked before may stumble over. */
    List<String> breaking() {
        return List.copyOf(breaking);
    }

    /** What clients can newly do or see. */
    List<String> additions() {
        return List.copyOf(additions);
    }

    /** The step that semantic versioning demands. */
    VersionStep demandedStep() {
        if (!breaking.isEmpty()) {
            return VersionStep.MAJOR;
        }
        if (!additions.isEmpty()) {
            return VersionStep.MINOR;
        }
        return isAnything ? VersionStep.PATCH : VersionStep.NONE;
    }

    private void compareOperations(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        before.forEach((name, operation) -> {
            if (after.containsKey(name)) {
                compareOperation(name, operation, after.get(name));
            } else {
                breaking.add(name + " is gone");
            }
        });
        after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .forEach(name -> additions.add(name + " is new"));
    }

    private static Map<String, JsonNode> operations(JsonNode root) {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.put(
                        member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        withParametersOf(path.getValue(), member.getValue()))));
        return operations;
    }

    private static JsonNode withParametersOf(JsonNode path, JsonNode operation) {
        ObjectNode whole = operation.deepCopy();
        path.path("parameters").forEach(whole.withArrayProperty("parameters")::add);
        return whole;
    }

    private void compareOperation(String name, JsonNode before, JsonNode after) {
        if (!before.path("operationId").equals(after.path("operationId"))) {
            breaking.add(name + ": operationId " + before.path("operationId").asText() + " is now "
                    + after.path("operationId").asText() + ", so generated clients change");
        }
        if (!before.path("security").equals(after.path("security"))) {
            breaking.add(name + ": other credentials are asked for");
        }
        compareParameters(name, parameters(before), parameters(after));
        compareBody(name, before.path("requestBody"), after.path("requestBody"));
        compareResponses(name, before.path("responses"), after.path("responses"));
    }

    private static Map<String, JsonNode> parameters(JsonNode operation) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        operation
                .path("parameters")
                .forEach(parameter -> parameters.put(
                        parameter.path("in").asText() + " parameter "
                                + parameter.path("name").asText(),
                        parameter));
        return parameters;
    }

    private void compareParameters(String operation, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        before.forEach((name, parameter) -> {
            String place = operation + ": " + name;
            if (!after.containsKey(name)) {
                breaking.add(place + " is gone");
                return;
            }
            compareDemand(place, isRequired(parameter), isRequired(after.get(name)));
            compareSchemas(place, parameter.path("schema"), after.get(name).path("schema"), Direction.REQUEST);
        });
        after.forEach((name, parameter) -> {
            if (!before.containsKey(name)) {
                (isRequired(parameter) ? breaking : additions)
                        .add(operation + ": " + name + " is new" + (isRequired(parameter) ? " and required" : ""));
            }
        });
    }

    private static boolean isRequired(JsonNode node) {
        return node.path("required").asBoolean();
    }

    private void compareDemand(String place, boolean before, boolean after) {
        if (after && !before) {
            breaking.add(place + " is now required");
        } else if (before && !after) {
            additions.add(place + " is no longer required");
        }
    }

    private void compareBody(String operation, JsonNode before, JsonNode after) {
        if (before.isMissingNode() && !after.isMissingNode()) {
            (isRequired(after) ? breaking : additions).add(operation + ": takes a body now");
        } else if (!before.isMissingNode() && after.isMissingNode()) {
            breaking.add(operation + ": no longer takes a body");
        } else {
            compareDemand(operation + ": the body", isRequired(before), isRequired(after));
            compareContent(operation + ": request", before, after, Direction.REQUEST);
        }
    }

    private void compareResponses(String operation, JsonNode before, JsonNode after) {
        before.properties().forEach(response -> {
            String place = operation + ": response " + response.getKey();
            JsonNode now = after.path(response.getKey());
            if (now.isMissingNode()) {
                breaking.add(place + " is gone");
                return;
            }
            compareHeaders(place, response.getValue().path("headers"), now.path("headers"));
            compareNames(place + ": link ", response.getValue().path("links"), now.path("links"));
            compareContent(operation + ": response", response.getValue(), now, Direction.RESPONSE);
        });
        compareNames(operation + ": response ", before, after);
    }

    private void compareHeaders(String response, JsonNode before, JsonNode after) {
        compareNames(response + ": header ", before, after);
        before.properties().forEach(header -> {
            boolean wasPromised = isRequired(header.getValue());
            boolean isPromised = isRequired(after.path(header.getKey()));
            if (after.has(header.getKey()) && wasPromised != isPromised) {
                (isPromised ? additions : breaking)
                        .add("%s: header %s is %s"
                                .formatted(
                                        response,
                                        header.getKey(),
                                        isPromised ? "always there now" : "no longer always there"));
            }
        });
    }

    private void compareContent(String place, JsonNode before, JsonNode after, Direction direction) {
        compareNames(place + " as ", before.path("content"), after.path("content"));
        before.path("content")
                .properties()
                .forEach(media -> compareSchemas(
                        place,
                        media.getValue().path("schema"),
                        after.path("content").path(media.getKey()).path("schema"),
                        direction));
    }

    private void compareNames(String kind, JsonNode before, JsonNode after) {
        before.fieldNames().forEachRemaining(name -> {
            if (!after.has(name)) {
                breaking.add(kind + name + " is gone");
            }
        });
        after.fieldNames().forEachRemaining(name -> {
            if (!before.has(name)) {
                additions.add(kind + name + " is new");
            }
        });
    }

    private void compareSchemas(String place, JsonNode before, JsonNode after, Direction direction) {
        if (before.isMissingNode() || after.isMissingNode() || before.equals(after)) {
            return;
        }
        JsonNode old = Schemas.merged(before);
        JsonNode now = Schemas.merged(after);
        for (String member : List.of("type", "format")) {
            if (!old.path(member).equals(now.path(member))) {
                breaking.add(
                        "%s: %s %s is now %s".formatted(place, member, text(old.path(member)), text(now.path(member))));
            }
        }
        compareValues(place, old, now, direction);
        compareUses(place, old, now);
        compareProperties(place, old, now, direction);
        compareSchemas(place + "[]", old.path("items"), now.path("items"), direction);
    }

    private void compareValues(String place, JsonNode before, JsonNode after, Direction direction) {
        boolean isRequest = direction == Direction.REQUEST;
        compareNull(
                place,
                before.path("nullable").asBoolean(),
                after.path("nullable").asBoolean(),
                isRequest);
        compareEnumerations(place, texts(before.path("enum")), texts(after.path("enum")), isRequest);
        if (!isRequest) {
            return;
        }
        UPPER_LIMITS.forEach(limit -> compareLimit(place, limit, before.path(limit), after.path(limit), 1));
        LOWER_LIMITS.forEach(limit -> compareLimit(place, limit, before.path(limit), after.path(limit), -1));
        if (!before.path("default").equals(after.path("default"))) {
            breaking.add("%s: default %s is now %s"
                    .formatted(place, text(before.path("default")), text(after.path("default"))));
        }
        if (!before.path("pattern").equals(after.path("pattern"))) {
            (after.has("pattern") ? breaking : additions)
                    .add("%s: pattern %s is now %s"
                            .formatted(place, text(before.path("pattern")), text(after.path("pattern"))));
        }
        boolean wasOpen = before.path("additionalProperties").asBoolean(true);
        boolean isOpen = after.path("additionalProperties").asBoolean(true);
        if (wasOpen != isOpen) {
            (isOpen ? additions : breaking)
                    .add(place + (isOpen ? ": takes other members now" : ": takes no other members any more"));
        }
    }

    /** A value may become null where the client writes it, and may cease to be null where the client reads it. */
    private void compareNull(String place, boolean before, boolean after, boolean isRequest) {
        if (before != after) {
            (after == isRequest ? additions : breaking)
                    .add(place + (after ? " can be null now" : " can no longer be null"));
        }
    }

    /** Readers must expect new values, as the contract says; so these are additions in answers too. */
    private void compareEnumerations(String place, Set<String> before, Set<String> after, boolean isRequest) {
        if (before.isEmpty() && !after.isEmpty() && isRequest) {
            breaking.add(place + ": only these values now: " + String.join(", ", after));
            return;
        }
        if (after.isEmpty()) {
            return;
        }
        before.stream().filter(value -> !after.contains(value)).forEach(value -> (isRequest ? breaking : additions)
                .add(place + ": the value " + value + " is gone"));
        after.stream()
                .filter(value -> !before.isEmpty() && !before.contains(value))
                .forEach(value -> additions.add(place + ": the value " + value + " is new"));
    }

    private void compareLimit(String place, String limit, JsonNode before, JsonNode after, int sign) {
        if (before.equals(after)) {
            return;
        }
        boolean isTighter = before.isMissingNode()
                || !after.isMissingNode() && sign * Double.compare(after.asDouble(), before.asDouble()) < 0;
        (isTighter ? breaking : additions)
                .add("%s: %s %s is now %s".formatted(place, limit, text(before), text(after)));
    }

    /** What can be filtered by, sorted by and included. */
    private void compareUses(String place, JsonNode before, JsonNode after) {
        for (String use : List.of("x-filterable", "x-sortable", "x-includable")) {
            JsonNode was = before.path(use);
            JsonNode is = after.path(use);
            if (was.equals(is)) {
                continue;
            }
            boolean isMore = was.isMissingNode()
                    || is.isBoolean() && is.asBoolean()
                    || was.isArray() && is.isArray() && texts(is).containsAll(texts(was));
            (isMore ? additions : breaking).add("%s: %s %s is now %s".formatted(place, use, text(was), text(is)));
        }
    }

    private void compareProperties(String place, JsonNode before, JsonNode after, Direction direction) {
        boolean isRequest = direction == Direction.REQUEST;
        Set<String> wasRequired = texts(before.path("required"));
        Set<String> isRequired = texts(after.path("required"));
        before.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode now = after.path("properties").path(name);
            String inner = place + " " + name;
            if (now.isMissingNode()) {
                breaking.add(inner + " is gone");
                return;
            }
            if (isRequest) {
                compareDemand(inner, wasRequired.contains(name), isRequired.contains(name));
            } else if (wasRequired.contains(name) && !isRequired.contains(name)) {
                breaking.add(inner + " is no longer always there");
            } else if (!wasRequired.contains(name) && isRequired.contains(name)) {
                additions.add(inner + " is always there now");
            }
            compareSchemas(inner, property.getValue(), now, direction);
        });
        after.path("properties").fieldNames().forEachRemaining(name -> {
            if (!before.path("properties").has(name)) {
                boolean isDemand = isRequest && isRequired.contains(name);
                (isDemand ? breaking : additions)
                        .add(place + " " + name + " is new" + (isDemand ? " and required" : ""));
            }
        });
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static String text(JsonNode node) {
        List<String> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(value -> values.add(value.asText()));
            return String.join("|", values);
        }
        return node.isMissingNode() ? "(none)" : node.asText();
    }
}
