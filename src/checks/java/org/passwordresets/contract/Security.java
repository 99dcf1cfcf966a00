package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The credentials that an operation requires. A scheme is identified by what it means for a client, whatever its name in the
 * contract.
 *
 * @param alike the definitions that several schemes share, so that these schemes are also identified by name
 */
record Security(JsonNode operation, Set<String> alike) {
    /** Each alternative is a set of credentials. A client needs all credentials of one alternative. */
    static void judge(Pair operation, String keyword) {
        Set<String> alike = alike(operation.before());
        alike.addAll(alike(operation.after()));
        Security before = new Security(operation.before(), alike);
        Security after = new Security(operation.after(), alike);
        judge(operation, before.alternatives(), after.alternatives());
        after.schemes().forEach((name, scheme) -> {
            if (before.schemes().containsKey(name)) {
                operation.in(name, before.schemes().get(name), scheme).judge(Rules.SECURITY_SCHEME);
            }
        });
    }

    private static void judge(Pair operation, Set<Set<String>> was, Set<Set<String>> is) {
        boolean isOpened = is.equals(Set.of(Set.of())) && !was.contains(Set.<String>of());
        if (isOpened) {
            operation.found(Effect.DIFFERENT, "security", ": no credentials are asked for any more");
        } else if (!was.stream().allMatch(old -> is.stream().anyMatch(old::containsAll))) {
            operation.found(Effect.DIFFERENT, "security", ": other credentials are asked for");
        } else if (!was.equals(is)) {
            operation.found(Effect.MORE, "security", ": other credentials are accepted too");
        }
    }

    private static Set<String> alike(JsonNode operation) {
        Set<String> known = new HashSet<>();
        return operation.path("securitySchemes").properties().stream()
                .map(scheme -> facts(scheme.getValue()))
                .filter(facts -> !known.add(facts))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Set<Set<String>> alternatives() {
        Set<Set<String>> alternatives = new LinkedHashSet<>();
        operation
                .path("security")
                .forEach(alternative -> alternatives.add(alternative.properties().stream()
                        .flatMap(demand -> demands(name(demand.getKey()), demand.getValue()))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return alternatives.isEmpty() ? Set.of(Set.of()) : alternatives;
    }

    private static Stream<String> demands(String scheme, JsonNode scopes) {
        return Stream.concat(
                Stream.of(scheme), Pair.texts(scopes).stream().map(scope -> scheme + " with the scope " + scope));
    }

    /** The security schemes that the operation uses. */
    private Map<String, JsonNode> schemes() {
        Map<String, JsonNode> schemes = new LinkedHashMap<>();
        operation.path("security").forEach(alternative -> alternative
                .fieldNames()
                .forEachRemaining(key -> schemes.put(name(key), scheme(key))));
        return schemes;
    }

    private String name(String key) {
        String facts = facts(scheme(key));
        return alike.contains(facts) ? facts + " " + key : facts;
    }

    private JsonNode scheme(String key) {
        return operation.path("securitySchemes").path(key);
    }

    private static String facts(JsonNode scheme) {
        return Stream.of("type", "scheme", "in", "name", "openIdConnectUrl")
                .filter(scheme::has)
                .map(fact -> scheme.path(fact).asText())
                .collect(Collectors.joining(" "));
    }
}
