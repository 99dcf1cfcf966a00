package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.policy.EventNames;
import org.passwordresets.resource.Identifier;

/**
 * The audit trail of the rows in memory. It compares them before and after a request, because a request may change several.
 * Callers hold the state's lock.
 */
@Singleton
final class Trail {
    static final String TYPE = "event_stores";
    private static final String SECRET = "[secret]";
    private static final Set<String> UNTRACKED = Set.of(TYPE, "events");
    /** Times that the trail has itself, and what follows from a password. */
    private static final Set<String> UNRECORDED = Set.of("id", "created_at", "updated_at", "has_password");

    private final State state;
    private final Contract contract;
    private final Clock clock;
    /** By the row itself, because its attributes change. */
    private final Map<Row, ObjectNode> before = new IdentityHashMap<>();
    /** The customers with a new password, and whether they had one before. */
    private final Map<Row, Boolean> passwords = new IdentityHashMap<>();

    Trail(State state, Contract contract, Clock clock) {
        this.state = state;
        this.contract = contract;
        this.clock = clock;
    }

    /** Before a request that may change rows. */
    void begin() {
        before.clear();
        passwords.clear();
        tracked().forEach(row -> before.put(row, row.attributes().deepCopy()));
    }

    private List<Row> tracked() {
        return contract.findResourceType(TYPE).isEmpty()
                ? List.of()
                : contract.resourceTypes().stream()
                        .map(ResourceType::name)
                        .filter(type -> !UNTRACKED.contains(type))
                        .flatMap(type -> state.all(type).stream())
                        .toList();
    }

    /** A customer got a new password. */
    void password(Row customer, boolean hadOne) {
        passwords.put(customer, hadOne);
    }

    /** After the request, successful or not. */
    void end(Caller caller, HttpRequest<?> request) {
        List<Row> after = tracked();
        after.forEach(row -> {
            boolean isNew = !before.containsKey(row);
            ObjectNode payload = payload(row, isNew ? JsonNodeFactory.instance.objectNode() : before.get(row));
            if (!payload.isEmpty()) {
                record(isNew ? EventNames.CREATE : EventNames.UPDATE, row, payload, caller, request);
            }
        });
        before.keySet().stream()
                .filter(row -> state.find(row.type(), row.id()) == null)
                .forEach(
                        row -> record(EventNames.DESTROY, row, JsonNodeFactory.instance.objectNode(), caller, request));
    }

    private ObjectNode payload(Row row, ObjectNode earlier) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        if (earlier.isEmpty()) {
            row.related().getOrDefault("customer", List.of()).forEach(id -> payload.putObject("customer_id")
                    .putNull("from")
                    .put("to", id));
        }
        contract.resourceType(row.type()).attributes().values().stream()
                .filter(attribute -> !UNRECORDED.contains(attribute.name()))
                .forEach(attribute -> change(
                        attribute,
                        earlier.path(attribute.name()),
                        row.attributes().path(attribute.name()),
                        payload));
        if (passwords.containsKey(row)) {
            ObjectNode password = payload.putObject("password");
            password.put("from", passwords.get(row) ? SECRET : null).put("to", SECRET);
        }
        return payload;
    }

    private static void change(Attribute attribute, JsonNode from, JsonNode to, ObjectNode payload) {
        JsonNode shownFrom = shown(attribute, from);
        JsonNode shownTo = shown(attribute, to);
        if (!(from.equals(to) || shownFrom.isNull() && shownTo.isNull())) {
            payload.putObject(attribute.name())
                    .<ObjectNode>set("from", shownFrom)
                    .set("to", shownTo);
        }
    }

    private static JsonNode shown(Attribute attribute, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return JsonNodeFactory.instance.nullNode();
        }
        return attribute.isSecret() ? JsonNodeFactory.instance.textNode(SECRET) : value.deepCopy();
    }

    private void record(String event, Row row, ObjectNode payload, Caller caller, HttpRequest<?> request) {
        Instant now = clock.instant();
        ObjectNode attributes = JsonNodeFactory.instance
                .objectNode()
                .put("event", event)
                .put("resource_type", row.type())
                .put("resource_id", row.id());
        attributes.set("payload", payload);
        attributes.set("who", who(caller, request));
        attributes.put("created_at", ResetRules.text(now)).put("updated_at", ResetRules.text(now));
        state.put(new Row(TYPE, Identifier.random(), attributes, new LinkedHashMap<>(), now));
    }

    private static ObjectNode who(Caller caller, HttpRequest<?> request) {
        ObjectNode who = JsonNodeFactory.instance.objectNode();
        who.putObject("application")
                .put("client_id", caller.clientId())
                .put("kind", caller.kind().text())
                .put("public", caller.isPublic());
        if (caller.owner() == null) {
            who.putNull("owner");
        } else {
            who.putObject("owner").put("id", caller.owner().id()).put("type", "Customer");
        }
        return who.put("address", address(request));
    }

    @Nullable
    private static String address(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress() == null
                ? null
                : request.getRemoteAddress().getAddress().getHostAddress();
    }

    /** The changes of a resource, oldest first. */
    Collection<Row> of(String type, String id) {
        return state.all(TYPE).stream()
                .filter(change -> change.text("resource_type").equals(type)
                        && change.text("resource_id").equals(id))
                .toList();
    }
}
