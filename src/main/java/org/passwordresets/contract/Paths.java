package org.passwordresets.contract;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds operations by path in a tree of segments. A literal segment takes precedence over a parameter. */
final class Paths {
    private final Node root = new Node();

    Paths(Collection<Operation> operations) {
        operations.forEach(this::add);
    }

    private void add(Operation operation) {
        Node node = root;
        for (String segment : operation.path().substring(1).split("/")) {
            node = node.childFor(segment);
        }
        node.byMethod.put(operation.method(), operation);
    }

    /** The operations at a path, by method; empty if the contract has no such path. */
    Map<String, Operation> at(String path) {
        Node node = root;
        int start = 1;
        while (node != null && start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            node = node.find(path.substring(start, end));
            start = end + 1;
        }
        return node == null ? Map.of() : node.byMethod;
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Operation> byMethod = new LinkedHashMap<>();

        @Nullable
        private Node parameter;

        Node childFor(String segment) {
            if (!segment.startsWith("{")) {
                return literals.computeIfAbsent(segment, name -> new Node());
            }
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }

        @Nullable
        Node find(String segment) {
            Node literal = literals.get(segment);
            return literal != null || segment.isEmpty() ? literal : parameter;
        }
    }
}
