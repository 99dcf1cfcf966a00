package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rule for the credentials that an operation asks for, whatever the contract calls them. */
final class Security {
    private Security() {}

    /** Each alternative is a set of things that a caller must have; who has all of one is let in. */
    static void judge(Pair operation, String keyword) {
        Set<Set<String>> was = alternatives(operation.before());
        Set<Set<String>> is = alternatives(operation.after());
        boolean isOpened = is.equals(Set.of(Set.of())) && !was.contains(Set.<String>of());
        if (isOpened) {
            operation.found(Effect.DIFFERENT, "security", ": no credentials are asked for any more");
        } else if (!was.stream().allMatch(old -> is.stream().anyMatch(old::containsAll))) {
            operation.found(Effect.DIFFERENT, "security", ": other credentials are asked for");
        } else if (!was.equals(is)) {
            operation.found(Effect.MORE, "security", ": other credentials are accepted too");
        }
        Map<String, JsonNode> before = schemes(operation.before());
        schemes(operation.after()).forEach((name, scheme) -> {
            if (before.containsKey(name)) {
                operation.in(name, before.get(name), scheme).judge(Rules.SECURITY_SCHEME);
            }
        });
    }

    private static Set<Set<String>> alternatives(JsonNode operation) {
        Set<Set<String>> alternatives = new LinkedHashSet<>();
        operation
                .path("security")
                .forEach(alternative -> alternatives.add(alternative.properties().stream()
                        .flatMap(demand -> demands(name(operation, demand.getKey()), demand.getValue()))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return alternatives.isEmpty() ? Set.of(Set.of()) : alternatives;
    }

    private static Stream<String> demands(String scheme, JsonNode scopes) {
        return Stream.concat(
                Stream.of(scheme), Pair.texts(scopes).stream().map(scope -> scheme + " with the scope " + scope));
    }

    /** The schemes that the operation uses, by what they are to a caller. */
    private static Map<String, JsonNode> schemes(JsonNode operation) {
        Map<String, JsonNode> schemes = new LinkedHashMap<>();
        operation.path("security").forEach(alternative -> alternative
                .fieldNames()
                .forEachRemaining(key -> schemes.put(
                        name(operation, key), operation.path("securitySchemes").path(key))));
        return schemes;
    }

    private static String name(JsonNode operation, String key) {
        JsonNode scheme = operation.path("securitySchemes").path(key);
        return Stream.of("type", "scheme", "in", "name", "openIdConnectUrl")
                .filter(scheme::has)
                .map(fact -> scheme.path(fact).asText())
                .collect(Collectors.joining(" "));
    }
}
