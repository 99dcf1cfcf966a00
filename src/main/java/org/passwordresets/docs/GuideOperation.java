package org.passwordresets.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An operation in the Guide's lists.
 *
 * @param next the operations that take the id from its response: the contract's links, which the viewer does not show
 */
record GuideOperation(String method, String path, Link link, List<Link> next) {
    /** The operation's address and title in the reference. */
    record Link(String address, String summary) {
        static Link of(ContractOperation operation) {
            return new Link("reference.html#" + operation.id(), operation.summary());
        }
    }

    String verb() {
        return method.toUpperCase(Locale.ROOT);
    }

    static List<GuideOperation> all(Definitions definitions) {
        List<ContractOperation> operations = ContractOperation.all(definitions);
        Map<String, Link> links = new LinkedHashMap<>();
        operations.forEach(operation -> links.put(operation.id(), Link.of(operation)));
        return operations.stream()
                .map(operation -> new GuideOperation(
                        operation.method(),
                        operation.path(),
                        links.get(operation.id()),
                        next(operation)
                                .filter(links::containsKey)
                                .map(links::get)
                                .toList()))
                .toList();
    }

    private static Stream<String> next(ContractOperation operation) {
        return operation.responses().stream()
                .flatMap(response -> response.getValue().path("links").valueStream())
                .map(operation.definitions()::follow)
                .map(link -> link.path("operationId").asText());
    }
}
