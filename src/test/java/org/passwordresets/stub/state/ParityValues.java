package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.passwordresets.support.Client.Response;

/** What two responses differ in, once what each side made up has its name: every value, in its place. */
final class ParityValues {
    private final ParityNames serverNames = new ParityNames();
    private final ParityNames stubNames = new ParityNames();

    /** In words; none where there is no difference. */
    List<String> between(ParityRequest request, Response server, Response stub) {
        if (server.status() != stub.status()) {
            return List.of("status: %d, but %d".formatted(server.status(), stub.status()));
        }
        List<String> found = new ArrayList<>();
        ParityOrder order = ParityOrder.of(request);
        JsonNode expected = serverNames.named(order.settled(body(server), "server", found));
        JsonNode actual = stubNames.named(order.settled(body(stub), "stub", found));
        compareHeaders(ParityShapes.headers(server), ParityShapes.headers(stub), found);
        compare("", expected, actual, found);
        return found;
    }

    /** What is outside of JSON:API may be no JSON. */
    private static JsonNode body(Response response) {
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return json ? response.json() : TextNode.valueOf(response.body());
    }

    private void compareHeaders(Map<String, String> server, Map<String, String> stub, List<String> found) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(server.keySet());
        names.addAll(stub.keySet());
        for (String name : names) {
            String expected = server.get(name) == null ? null : serverNames.named(server.get(name));
            String actual = stub.get(name) == null ? null : stubNames.named(stub.get(name));
            if (expected == null || actual == null) {
                found.add("header %s: only in the %s".formatted(name, expected == null ? "stub" : "server"));
            } else if (!expected.equals(actual)) {
                found.add("header %s: %s, but %s".formatted(name, expected, actual));
            }
        }
    }

    private static void compare(String place, JsonNode server, JsonNode stub, List<String> found) {
        if (server.isObject() && stub.isObject()) {
            Set<String> members = new TreeSet<>();
            server.fieldNames().forEachRemaining(members::add);
            stub.fieldNames().forEachRemaining(members::add);
            members.forEach(member -> compare(place + "/" + member, server.path(member), stub.path(member), found));
        } else if (server.isArray() && stub.isArray() && server.size() == stub.size()) {
            for (int i = 0; i < server.size(); i++) {
                compare(place + "/" + i, server.get(i), stub.get(i), found);
            }
        } else if (!server.equals(stub)) {
            found.add("body %s: %s, but %s".formatted(place, text(server), text(stub)));
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.isArray() ? node.size() + " elements: " + node : node.toString();
    }
}
