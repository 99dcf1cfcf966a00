package org.passwordresets.pact;

import au.com.dius.pact.core.model.PathExpressionsKt;
import au.com.dius.pact.core.model.PathToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Where in a body the matchers of an interaction hold, and which of its values they make mere examples. */
record MatchingRules(JsonNode body, Map<String, JsonNode> rules) {
    private static final Set<String> BY_VALUE = Set.of("equality", "include");

    /**
     * A value in the body that a regular expression holds for.
     *
     * @param place a JSON pointer
     */
    record Pattern(String place, String value, String regex) {}

    /** A path with a star in it, as of each element of a list, holds for any number of values. */
    Stream<Pattern> patterns() {
        return rules.entrySet().stream().flatMap(rule -> regexes(rule.getValue())
                .flatMap(regex -> found(body, "", PathExpressionsKt.parsePath(rule.getKey()), regex)));
    }

    private static Stream<String> regexes(JsonNode matchers) {
        return matchers.valueStream()
                .filter(matcher -> matcher.path("match").asText().equals("regex"))
                .map(matcher -> matcher.path("regex").asText());
    }

    private static Stream<Pattern> found(JsonNode node, String place, List<PathToken> path, String regex) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        if (path.isEmpty()) {
            return Stream.of(new Pattern(place, node.asText(), regex));
        }
        PathToken step = path.get(0);
        List<PathToken> rest = path.subList(1, path.size());
        if (step instanceof PathToken.Root) {
            return found(node, place, rest, regex);
        }
        if (step instanceof PathToken.Field field) {
            return found(node.path(field.getName()), place + "/" + field.getName(), rest, regex);
        }
        if (step instanceof PathToken.Index index) {
            return found(node.path(index.getIndex()), place + "/" + index.getIndex(), rest, regex);
        }
        return node.isArray()
                ? Stream.iterate(0, index -> index < node.size(), index -> index + 1)
                        .flatMap(index -> found(node.get(index), place + "/" + index, rest, regex))
                : node.properties().stream()
                        .flatMap(member -> found(member.getValue(), place + "/" + member.getKey(), rest, regex));
    }

    /** What to say of a regular expression that is not one of Java's, as consumers in other languages write them. */
    static String unknown(PatternSyntaxException e) {
        return "the regular expression %s is none of Java's, by which the server is verified (%s); write what only other languages know in another way, such as [\\s\\S] for [^]"
                .formatted(e.getPattern(), e.getDescription());
    }

    /**
     * Whether any value of its kind would do for the consumer. The rule with the longest path decides; one by type holds for
     * what is below it, too.
     *
     * @param pointer a JSON pointer
     */
    boolean isExample(String pointer) {
        List<String> steps = List.of(pointer.substring(1).split("/"));
        return rules.entrySet().stream()
                .filter(rule -> holds(PathExpressionsKt.parsePath(rule.getKey()), rule.getValue(), steps))
                .max(Comparator.comparingInt(
                        rule -> PathExpressionsKt.parsePath(rule.getKey()).size()))
                .filter(rule -> rule.getValue()
                        .valueStream()
                        .noneMatch(matcher ->
                                BY_VALUE.contains(matcher.path("match").asText())))
                .isPresent();
    }

    private static boolean holds(List<PathToken> path, JsonNode matchers, List<String> steps) {
        int length = path.size() - 1;
        boolean reaches = length == steps.size()
                || length < steps.size() && matchers.findValuesAsText("match").contains("type");
        return reaches
                && Stream.iterate(0, index -> index < length, index -> index + 1)
                        .allMatch(index -> isStep(path.get(index + 1), steps.get(index)));
    }

    private static boolean isStep(PathToken token, String step) {
        return token instanceof PathToken.Star
                || token instanceof PathToken.StarIndex
                || token.rawString().equals(step);
    }
}
