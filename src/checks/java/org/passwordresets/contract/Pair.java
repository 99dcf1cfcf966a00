package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The same part of two contracts.
 *
 * @param isForbidden whether the part describes invalid values, as below {@code not}
 * @param before the earlier part; an empty object if there was none
 * @param after the current part; an empty object if there is none
 * @param changes collects the changes
 */
record Pair(
        String operation,
        String part,
        Direction direction,
        boolean isForbidden,
        JsonNode before,
        JsonNode after,
        Set<Change> changes) {
    private static final int LONG = 100;
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    Pair {
        before = before.isMissingNode() || before.isNull() ? NOTHING : before;
        after = after.isMissingNode() || after.isNull() ? NOTHING : after;
    }

    Pair(String operation, JsonNode before, JsonNode after, Set<Change> changes) {
        this(operation, "", Direction.REQUEST, false, before, after, changes);
    }

    JsonNode was(String keyword) {
        return before.path(keyword);
    }

    JsonNode is(String keyword) {
        return after.path(keyword);
    }

    /** Whether only the current part has the keyword. */
    boolean isNew(String keyword) {
        return !before.has(keyword) && after.has(keyword);
    }

    /** Whether only the earlier part had the keyword. */
    boolean isGone(String keyword) {
        return before.has(keyword) && !after.has(keyword);
    }

    /** A part of this part. Its name follows the name of this one. */
    Pair in(String words, JsonNode was, JsonNode is) {
        return new Pair(operation, part + words, direction, isForbidden, was, is, changes);
    }

    /** This pair with some of its keywords. */
    Pair only(Predicate<String> keywords) {
        return in("", only(before, keywords), only(after, keywords));
    }

    private static JsonNode only(JsonNode node, Predicate<String> keywords) {
        ObjectNode chosen = JsonNodeFactory.instance.objectNode();
        node.properties().stream()
                .filter(member -> keywords.test(member.getKey()))
                .forEach(member -> chosen.set(member.getKey(), member.getValue()));
        return chosen;
    }

    /** This pair with another name. */
    Pair named(Pattern name, String other) {
        return new Pair(
                operation, name.matcher(part).replaceFirst(other), direction, isForbidden, before, after, changes);
    }

    /** This pair as the other side reads it. */
    Pair opposite() {
        return new Pair(operation, part, direction.opposite(), isForbidden, before, after, changes);
    }

    /** This pair where it describes invalid values. */
    Pair forbidden() {
        return new Pair(operation, part, direction, !isForbidden, before, after, changes);
    }

    /** This pair with its own set of changes. */
    Pair apart() {
        return new Pair(operation, part, direction, isForbidden, before, after, new LinkedHashSet<>());
    }

    void found(Effect effect, String keyword, String predicate) {
        Effect real = isForbidden ? effect.whereForbidden() : effect;
        changes.add(new Change(real.in(direction), operation, part, keyword, predicate));
    }

    /** Adds a change with the earlier and the current value. */
    void found(Effect effect, String keyword) {
        found(effect, keyword, ": %s %s is now %s".formatted(keyword, text(was(keyword)), text(is(keyword))));
    }

    /** Applies the rule for each keyword that has changed. */
    void judge(Map<String, Rule> rules) {
        if (!before.isObject() || !after.isObject()) {
            if (!before.equals(after)) {
                found(Effect.UNKNOWN, "", ": %s is now %s".formatted(text(before), text(after)));
            }
            return;
        }
        for (String keyword : names()) {
            if (!was(keyword).equals(is(keyword))) {
                rules.getOrDefault(keyword, Rule.NOT_JUDGED).judge(this, keyword);
            }
        }
    }

    /** The members of a keyword's value in both parts, by name. */
    Map<String, Pair> members(String keyword) {
        Map<String, Pair> members = new LinkedHashMap<>();
        for (String name : names(was(keyword), is(keyword))) {
            members.put(
                    name, in(" " + name, was(keyword).path(name), is(keyword).path(name)));
        }
        return members;
    }

    /** The names of the members in either part. */
    Set<String> names() {
        return names(before, after);
    }

    private static Set<String> names(JsonNode one, JsonNode other) {
        Set<String> names = new LinkedHashSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static String text(JsonNode node) {
        if (node.isMissingNode()) {
            return "(none)";
        }
        if (node.isArray()) {
            List<String> values = new ArrayList<>();
            node.forEach(value -> values.add(text(value)));
            return String.join(", ", values);
        }
        String text = node.isValueNode() ? node.asText() : node.toString();
        return text.length() > LONG ? text.substring(0, LONG) + "…" : text;
    }

    /** The elements of a list whose order has no meaning. */
    static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(element -> texts.add(text(element)));
        return texts;
    }
}
