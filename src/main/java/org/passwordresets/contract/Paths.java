package org.passwordresets.contract;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds operations by path in a tree of segments. A literal segment takes precedence over a parameter. */
final class Paths {
    private final Node root = new Node();

    /** @param bases the base paths below which the operations are too, such as {@code /v1} */
    Paths(Collection<Operation> operations, Collection<String> bases) {
        operations.forEach(operation -> {
            add(operation, operation.path());
            bases.forEach(base -> add(operation, base + operation.path()));
        });
    }

    private void add(Operation operation, String path) {
        Node node = root;
        for (PathTemplate.Segment segment : PathTemplate.of(path).segments()) {
            node = node.childFor(segment);
        }
        node.byMethod.putIfAbsent(operation.method(), operation);
    }

    /** The operations at a path, by method; empty if the contract has no such path. */
    Map<String, Operation> at(String path) {
        Node node = root.find(path, Math.min(1, path.length()));
        return node == null ? Map.of() : node.byMethod;
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Operation> byMethod = new LinkedHashMap<>();
        /** Segments that are partly a parameter. */
        private final List<PathTemplate.Segment> partial = new ArrayList<>();

        private final List<Node> afterPartial = new ArrayList<>();

        @Nullable
        private Node parameter;

        Node childFor(PathTemplate.Segment segment) {
            if (segment.isLiteral()) {
                return literals.computeIfAbsent(segment.text(), name -> new Node());
            }
            if (segment.isParameter()) {
                parameter = parameter == null ? new Node() : parameter;
                return parameter;
            }
            for (int i = 0; i < partial.size(); i++) {
                if (partial.get(i).pattern().pattern().equals(segment.pattern().pattern())) {
                    return afterPartial.get(i);
                }
            }
            partial.add(segment);
            afterPartial.add(new Node());
            return afterPartial.get(afterPartial.size() - 1);
        }

        /** The node with operations that the rest of a path leads to. */
        @Nullable
        Node find(String path, int start) {
            if (start > path.length()) {
                return byMethod.isEmpty() ? null : this;
            }
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(start, end);
            Node literal = literals.get(segment);
            Node found = literal == null ? null : literal.find(path, end + 1);
            for (int i = 0; found == null && i < partial.size(); i++) {
                found = partial.get(i).pattern().matcher(segment).matches()
                        ? afterPartial.get(i).find(path, end + 1)
                        : null;
            }
            return found != null || parameter == null || segment.isEmpty() ? found : parameter.find(path, end + 1);
        }
    }
}
