package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rule for a list of schemas whose order does not matter. It pairs equal schemas first, and then the most similar ones.
 *
 * @param more the effect of an added schema
 * @param less the effect of a removed schema
 */
record Variants(Effect more, Effect less) implements Rule {
    private static final Set<String> NUMBERS = Set.of("integer", "number");

    /** A value must match one or any of them. */
    static final Variants CHOICE = new Variants(Effect.WIDER, Effect.NARROWER);

    /** A value must match all of them. */
    static final Variants RESTRICTIONS = new Variants(Effect.NARROWER, Effect.WIDER);

    /**
     * Judges a schema that has become one of several variants, or was one of several and is now the only one.
     *
     * @return false for any other change
     */
    static boolean judgeAsChoice(Pair forms) {
        for (String keyword : List.of("oneOf", "anyOf")) {
            if (forms.isNew(keyword) && isChoice(forms.after(), keyword) && hasNoChoice(forms.before())
                    || forms.isGone(keyword) && isChoice(forms.before(), keyword) && hasNoChoice(forms.after())) {
                CHOICE.judge(forms, keyword, choices(forms.before(), keyword), choices(forms.after(), keyword));
                return true;
            }
        }
        return false;
    }

    /**
     * Judges a choice of which one variant remains, or had only one. On its own, that would not count as a choice.
     *
     * @return false for any other change
     */
    static boolean judgeLastOne(Pair pair) {
        for (String keyword : List.of("oneOf", "anyOf")) {
            int before = pair.was(keyword).size();
            int after = pair.is(keyword).size();
            if (Math.min(before, after) == 1 && Math.max(before, after) > 1) {
                CHOICE.judge(pair, keyword, pair.was(keyword), pair.is(keyword));
                SchemaRules.judge(pair.only(member -> !member.equals(keyword)));
                return true;
            }
        }
        return false;
    }

    private static boolean isChoice(JsonNode schema, String keyword) {
        return schema.properties().stream()
                .allMatch(member -> member.getKey().equals(keyword)
                        || member.getKey().equals("discriminator")
                        || SchemaRules.saysNothingOfValues(member.getKey()));
    }

    private static boolean hasNoChoice(JsonNode schema) {
        return !schema.has("oneOf") && !schema.has("anyOf") && !schema.isEmpty();
    }

    private static JsonNode choices(JsonNode schema, String keyword) {
        ArrayNode itself = JsonNodeFactory.instance.arrayNode().add(schema);
        return schema.has(keyword) ? schema.get(keyword) : itself;
    }

    @Override
    public void judge(Pair pair, String keyword) {
        if (pair.isNew(keyword) || pair.isGone(keyword)) {
            // An empty list restricts nothing, whereas another variant would allow more.
            boolean isNew = pair.isNew(keyword);
            pair.found(
                    isNew ? Effect.NARROWER : Effect.WIDER, keyword, ": " + keyword + (isNew ? " is new" : " is gone"));
        } else {
            judge(pair, keyword, pair.was(keyword), pair.is(keyword));
        }
    }

    private void judge(Pair pair, String keyword, JsonNode was, JsonNode is) {
        List<JsonNode> gone = new ArrayList<>();
        List<JsonNode> added = new ArrayList<>();
        is.forEach(added::add);
        was.forEach(variant -> {
            Optional<JsonNode> same = added.stream()
                    .filter(each -> differences(pair, variant, each).isEmpty())
                    .findFirst();
            same.ifPresentOrElse(added::remove, () -> gone.add(variant));
        });
        for (JsonNode variant : List.copyOf(gone)) {
            likest(pair, variant, added).ifPresent(like -> {
                pair.changes().addAll(differences(pair, variant, like));
                gone.remove(variant);
                added.remove(like);
            });
        }
        gone.forEach(variant -> pair.found(less, keyword, ": in %s, %s is gone".formatted(keyword, name(variant))));
        boolean isToldApart = !keyword.equals("oneOf") || pair.after().has("discriminator");
        added.forEach(variant -> pair.found(
                isToldApart || isUnlikeAll(variant, is, pair.direction()) ? more : Effect.DIFFERENT,
                keyword,
                ": in %s, %s is new".formatted(keyword, name(variant))));
    }

    /** A value that matches two variants of a {@code oneOf} is invalid, so another variant may make values invalid. */
    private static boolean isUnlikeAll(JsonNode variant, JsonNode all, Direction direction) {
        for (JsonNode other : all) {
            if (other != variant && !isUnlike(SchemaForm.of(variant, direction), SchemaForm.of(other, direction))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnlike(JsonNode one, JsonNode other) {
        Set<String> types = Pair.texts(one.path("type"));
        Set<String> otherTypes = Pair.texts(other.path("type"));
        boolean areNumbers = NUMBERS.containsAll(types) && NUMBERS.containsAll(otherTypes);
        return !types.isEmpty() && !otherTypes.isEmpty() && !areNumbers && Collections.disjoint(types, otherTypes)
                || isUnlikeMember(one, other)
                || isUnlikeMember(other, one);
    }

    /** Whether a required member of one has other values in the other. */
    private static boolean isUnlikeMember(JsonNode one, JsonNode other) {
        return Pair.texts(one.path("required")).stream().anyMatch(name -> {
            Set<String> values = Pair.texts(one.path("properties").path(name).path("enum"));
            Set<String> otherValues =
                    Pair.texts(other.path("properties").path(name).path("enum"));
            return !values.isEmpty() && !otherValues.isEmpty() && Collections.disjoint(values, otherValues);
        });
    }

    private static Set<Change> differences(Pair pair, JsonNode was, JsonNode is) {
        Pair variant = pair.in("", was, is).apart();
        SchemaRules.judge(variant);
        return variant.changes();
    }

    private static Optional<JsonNode> likest(Pair pair, JsonNode variant, List<JsonNode> others) {
        return others.stream()
                .filter(other ->
                        isAlike(SchemaForm.of(variant, pair.direction()), SchemaForm.of(other, pair.direction())))
                .min(Comparator.comparingInt(
                        other -> differences(pair, variant, other).size()));
    }

    private static boolean isAlike(JsonNode variant, JsonNode other) {
        if (variant.has("title") && other.has("title") || !constants(variant).equals(constants(other))) {
            return variant.path("title").equals(other.path("title"))
                    && constants(variant).equals(constants(other));
        }
        Set<String> shared = names(variant);
        shared.retainAll(names(other));
        return variant.path("type").equals(other.path("type"))
                && (!shared.isEmpty() || names(variant).equals(names(other)));
    }

    private static Set<String> names(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The members that distinguish the variants of a choice, such as {@code type=customers}. */
    private static Set<String> constants(JsonNode schema) {
        Set<String> constants = new TreeSet<>();
        schema.path("properties").properties().forEach(property -> {
            JsonNode values = property.getValue().path("enum");
            if (values.size() == 1) {
                constants.add(property.getKey() + "=" + values.get(0).asText());
            }
        });
        return constants;
    }

    private static String name(JsonNode variant) {
        if (variant.has("title")) {
            return variant.get("title").asText();
        }
        if (!constants(variant).isEmpty()) {
            return String.join(", ", constants(variant));
        }
        return names(variant).isEmpty() ? variant.toString() : "{" + String.join(", ", names(variant)) + "}";
    }
}
