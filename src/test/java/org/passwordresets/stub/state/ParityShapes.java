package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passwordresets.support.Client.Response;

/**
 * What a response of the stateless stub differs in from the server's: the status; else headers, and the shape of the body,
 * which is its members and their types, since the values are those of the examples. Of errors, everything is compared.
 */
final class ParityShapes {
    /** Of one connection, or of one moment. */
    private static final Set<String> NOT_COMPARED = Set.of("connection", "content-length", "date", "transfer-encoding");

    private final Set<String> nullable;
    private final List<String> found = new ArrayList<>();

    private ParityShapes(Set<String> nullable) {
        this.nullable = nullable;
    }

    /**
     * In words; none where there is no difference.
     *
     * @param nullable the members that may be null or not, whichever the record is
     */
    static List<String> between(Response server, Response stub, Set<String> nullable) {
        return new ParityShapes(nullable).compare(server, stub);
    }

    private List<String> compare(Response server, Response stub) {
        if (server.status() != stub.status()) {
            return List.of("status: %d, but %d".formatted(server.status(), stub.status()));
        }
        compareHeaders(headers(server), headers(stub));
        compareBodies(server.json(), stub.json());
        return found;
    }

    static Map<String, String> headers(Response response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> {
            if (!NOT_COMPARED.contains(name)) {
                headers.put(name, value(name, String.join(", ", values)));
            }
        });
        return headers;
    }

    /** An address by its form. */
    private static String value(String name, String value) {
        return name.equalsIgnoreCase("Location")
                ? value.replaceFirst("^http://127\\.0\\.0\\.1:\\d+|^http://localhost:\\d+", "http://HOST")
                        .replaceFirst("[A-Za-z]{10}$", "ID")
                : value;
    }

    private void compareHeaders(Map<String, String> server, Map<String, String> stub) {
        for (String name : union(server.keySet(), stub.keySet())) {
            compare("header " + name, server.get(name), stub.get(name));
        }
    }

    private void compare(String place, String server, String stub) {
        if (server == null || stub == null) {
            found.add(place + (server == null ? ": only in the stub" : ": only in the server"));
        } else if (!server.equals(stub)) {
            found.add("%s: %s, but %s".formatted(place, server, stub));
        }
    }

    private void compareBodies(JsonNode server, JsonNode stub) {
        if (server.has("errors") && stub.has("errors")) {
            compare("errors", errors(server), errors(stub));
            compare("details", details(server), details(stub));
        }
        compareShapes("", List.of(server), List.of(stub));
    }

    /** In whatever order, since none is promised. */
    private static String errors(JsonNode document) {
        Set<String> errors = new TreeSet<>();
        document.path("errors")
                .forEach(error -> errors.add("%s %s (%s) %s %s"
                        .formatted(
                                error.path("status").asText(),
                                error.path("code").asText(),
                                error.path("title").asText(),
                                error.path("source"),
                                error.path("meta").path("error").asText())));
        return String.join("; ", errors);
    }

    /** Ids apart. */
    private static String details(JsonNode document) {
        Set<String> details = new TreeSet<>(document.findValuesAsText("detail"));
        return String.join(" ", details).replaceAll("\\b[A-Za-z]{10}\\b", "ID");
    }

    /** Of everything that stands at one place: the elements of an array are taken together. */
    private void compareShapes(String place, List<JsonNode> server, List<JsonNode> stub) {
        String name = place.substring(place.lastIndexOf('/') + 1);
        Set<String> kinds = kinds(server);
        Set<String> stubKinds = kinds(stub);
        if (nullable.contains(name)) {
            kinds.remove("NULL");
            stubKinds.remove("NULL");
            kinds.addAll(kinds.isEmpty() ? stubKinds : Set.of());
            stubKinds.addAll(stubKinds.isEmpty() ? kinds : Set.of());
        }
        if (!kinds.equals(stubKinds)) {
            found.add("body %s: %s, but %s".formatted(place, kinds, stubKinds));
            return;
        }
        // What is in there is the client's.
        if (name.equals("metadata")) {
            return;
        }
        Set<String> members = members(server);
        Set<String> stubMembers = members(stub);
        for (String member : union(members, stubMembers)) {
            if (!members.contains(member) || !stubMembers.contains(member)) {
                found.add("body %s/%s: only in the %s"
                        .formatted(place, member, members.contains(member) ? "server" : "stub"));
            } else {
                compareShapes(place + "/" + member, at(server, member), at(stub, member));
            }
        }
        List<JsonNode> elements = elements(server);
        List<JsonNode> stubElements = elements(stub);
        if (elements.isEmpty() != stubElements.isEmpty()) {
            found.add("body %s: empty only in the %s".formatted(place, elements.isEmpty() ? "server" : "stub"));
        } else if (!elements.isEmpty()) {
            compareShapes(place + "/*", elements, stubElements);
        }
    }

    private static Set<String> kinds(List<JsonNode> nodes) {
        Set<String> kinds = new TreeSet<>();
        nodes.forEach(node -> kinds.add(node.getNodeType().toString()));
        return kinds;
    }

    private static Set<String> members(List<JsonNode> nodes) {
        Set<String> members = new LinkedHashSet<>();
        nodes.forEach(node -> node.fieldNames().forEachRemaining(members::add));
        return members;
    }

    private static List<JsonNode> at(List<JsonNode> nodes, String member) {
        return nodes.stream()
                .filter(node -> node.has(member))
                .map(node -> node.get(member))
                .toList();
    }

    private static List<JsonNode> elements(List<JsonNode> nodes) {
        return nodes.stream()
                .filter(JsonNode::isArray)
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }
}
