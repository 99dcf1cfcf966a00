package org.passwordresets.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what the contract has at a path. */
final class Paths {
    private record Template(String[] segments, Operation operation) {
        boolean fits(String[] path) {
            if (path.length != segments.length) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                boolean parameter = segments[i].startsWith("{");
                if (parameter ? path[i].isEmpty() : !segments[i].equals(path[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Template> templates = new ArrayList<>();

    Paths(Collection<Operation> operations) {
        operations.forEach(operation -> templates.add(new Template(segments(operation.path()), operation)));
    }

    Set<String> methodsOf(String path) {
        return at(path).map(Operation::method).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Optional<Operation> find(String method, String path) {
        return at(path).filter(operation -> operation.method().equals(method)).findFirst();
    }

    private Stream<Operation> at(String path) {
        String[] segments = segments(path);
        return templates.stream().filter(template -> template.fits(segments)).map(Template::operation);
    }

    private static String[] segments(String path) {
        return path.split("/", -1);
    }
}
