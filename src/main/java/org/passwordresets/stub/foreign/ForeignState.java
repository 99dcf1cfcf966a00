package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.stub.StubConfiguration;

/**
 * Remembers resources, as far as the document shows what belongs together: a path with a list or a creation, and the same path
 * with an id below. At first a list has the resources of its example. Filters, sorting and pages do not apply.
 */
@Singleton
public final class ForeignState {
    private final Contract contract;
    private final int most;
    private final Random random = new Random();
    /** The resources by path and id. */
    private final Map<String, Map<String, ObjectNode>> collections = new HashMap<>();

    @Nullable
    private Operation first;

    ForeignState(Contract contract, StubConfiguration configuration) {
        this.contract = contract;
        this.most = configuration.largestState();
    }

    /** Resets to the examples. */
    public synchronized void forget() {
        collections.clear();
    }

    /**
     * The response from the state.
     *
     * @param address the path of the request
     * @param typical the response without state
     * @param operations finds the other operations of the same path
     * @return the response without state, if the document does not show what the operation does
     */
    synchronized ForeignResponse respond(
            ForeignOperation called,
            String address,
            JsonNode document,
            ForeignResponse typical,
            Function<Operation, ForeignOperation> operations) {
        if (first != contract.operations().iterator().next()) {
            first = contract.operations().iterator().next();
            collections.clear();
        }
        boolean isSingle = called.template().endsInParameter();
        String path = called.template().withoutBase(address);
        String collection = isSingle ? path.substring(0, path.lastIndexOf('/')) : path;
        Map<String, ObjectNode> rows = collections.get(collection);
        if (rows == null) {
            rows = initial(collection, operations);
            if (rows == null) {
                return typical;
            }
            collections.put(collection, rows);
        }
        String id = isSingle ? called.template().lastValue(path) : "";
        JsonNode sent = called.without(document, typical, true);
        ForeignResponse response =
                isSingle ? single(called, id, sent, typical, rows) : collection(called, sent, typical, rows);
        return response.with(called.shown(response.body(), response));
    }

    /** The resources of the list's example; null if nothing shows that the path is a collection. */
    @Nullable
    private Map<String, ObjectNode> initial(String address, Function<Operation, ForeignOperation> operations) {
        JsonNode list = contract.find("GET", address)
                .map(operations)
                .map(operation -> operation.typical().body().path("data"))
                .orElse(JsonNodeFactory.instance.missingNode());
        boolean isCreatable = contract.methodsOf(address).contains("POST")
                && contract.methodsOf(address + "/1").contains("GET");
        if (!list.isArray() && !isCreatable) {
            return null;
        }
        Map<String, ObjectNode> rows = new LinkedHashMap<>();
        list.forEach(resource -> {
            if (resource instanceof ObjectNode row && row.has("id")) {
                rows.put(row.get("id").asText(), row.deepCopy());
            }
        });
        return rows;
    }

    private ForeignResponse collection(
            ForeignOperation called, JsonNode document, ForeignResponse typical, Map<String, ObjectNode> rows) {
        JsonNode shown = typical.body().path("data");
        if (called.operation().method().equals("GET") && shown.isArray()) {
            ObjectNode list = typical.body().deepCopy();
            list.putArray("data").addAll(rows.values());
            return typical.with(list).because("from the state");
        }
        if (called.operation().method().equals("POST")
                && shown.has("id")
                && document.path("data").isObject()) {
            return create(called, document, typical, rows);
        }
        return typical;
    }

    private ForeignResponse create(
            ForeignOperation called, JsonNode document, ForeignResponse typical, Map<String, ObjectNode> rows) {
        ObjectNode created = (ObjectNode) called.shown(typical.body(), typical);
        ObjectNode resource = (ObjectNode) created.get("data");
        set(resource, document.path("data").path("id"), rows);
        JsonNode sent = document.path("data").path("attributes");
        resource.path("attributes").properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !sent.has(name))
                .toList()
                .forEach(name -> tryOut(
                        (ObjectNode) resource.get("attributes"),
                        name,
                        JsonNodeFactory.instance.nullNode(),
                        created,
                        typical,
                        called));
        merge(document.path("data"), resource, created, typical, called);
        rows.put(resource.get("id").asText(), resource.deepCopy());
        if (rows.size() > most) {
            rows.remove(rows.keySet().iterator().next());
        }
        return typical.with(created).because("from the state");
    }

    /** The id that the client sent, or a new one that looks like that of the example. */
    private void set(ObjectNode resource, JsonNode sent, Map<String, ObjectNode> rows) {
        JsonNode example = resource.get("id");
        if (rows.containsKey(sent.asText())) {
            throw Refusal.at(409, "pointer", "/data/id", "There is a resource with this id already.");
        }
        if (!sent.isMissingNode()) {
            resource.set("id", sent);
        } else if (example.isNumber() || example.asText().matches("[0-9]{1,17}")) {
            long next = rows.keySet().stream()
                            .filter(id -> id.matches("[0-9]{1,17}"))
                            .mapToLong(Long::parseLong)
                            .max()
                            .orElse(0)
                    + 1;
            resource.set("id", example.isNumber() ? resource.numberNode(next) : resource.textNode(Long.toString(next)));
        } else {
            boolean isUuid = example.asText().matches("[0-9a-fA-F-]{36}");
            resource.put(
                    "id",
                    isUuid
                            ? UUID.randomUUID().toString()
                            : letters(Math.max(10, example.asText().length())));
        }
    }

    private String letters(int length) {
        return random.ints(length, 'A', 'Z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Takes over what the response can show. */
    private static void merge(
            JsonNode sent, ObjectNode resource, ObjectNode document, ForeignResponse typical, ForeignOperation called) {
        sent.path("attributes")
                .properties()
                .forEach(attribute -> tryOut(
                        resource.withObjectProperty("attributes"),
                        attribute.getKey(),
                        attribute.getValue(),
                        document,
                        typical,
                        called));
        sent.path("relationships").properties().forEach(relationship -> {
            if (resource.path("relationships").path(relationship.getKey()) instanceof ObjectNode shown) {
                tryOut(shown, "data", relationship.getValue().path("data"), document, typical, called);
            } else {
                ObjectNode relationships = resource.withObjectProperty("relationships");
                tryOut(relationships, relationship.getKey(), relationship.getValue(), document, typical, called);
                if (relationships.isEmpty()) {
                    resource.remove("relationships");
                }
            }
        });
    }

    private static void tryOut(
            ObjectNode holder,
            String name,
            JsonNode value,
            ObjectNode document,
            ForeignResponse typical,
            ForeignOperation called) {
        JsonNode before = holder.get(name);
        holder.set(name, value);
        if (value.isMissingNode() || !called.isValid(document, typical)) {
            if (before == null) {
                holder.remove(name);
            } else {
                holder.set(name, before);
            }
        }
    }

    private static ForeignResponse single(
            ForeignOperation called,
            String id,
            JsonNode document,
            ForeignResponse typical,
            Map<String, ObjectNode> rows) {
        ObjectNode row = rows.get(id);
        if (row == null) {
            throw Refusal.of(404, "Not found", "There is no resource with this id. The list shows which there are.");
        }
        switch (called.operation().method()) {
            case "DELETE" -> rows.remove(id);
            case "PATCH", "PUT" -> {
                ObjectNode around =
                        typical.body().isObject() ? typical.body().deepCopy() : JsonNodeFactory.instance.objectNode();
                around.set("data", row);
                merge(document.path("data"), row, around, typical, called);
            }
            default -> {}
        }
        if (!typical.body().path("data").isObject()) {
            return typical;
        }
        return typical.with(((ObjectNode) typical.body().deepCopy()).set("data", row.deepCopy()))
                .because("from the state");
    }
}
