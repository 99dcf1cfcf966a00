package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for the keywords of a schema. */
final class SchemaRules {
    /** Formats whose values are also valid in another format. */
    private static final Map<String, String> WIDER_FORMATS = Map.of(
            "int32", "int64",
            "float", "double",
            "uri", "uri-reference",
            "email", "idn-email",
            "hostname", "idn-hostname");

    private SchemaRules() {}

    /** Whether the keyword restricts no values. If the parts of an {@code allOf} differ in it, the first one counts. */
    static boolean saysNothingOfValues(String keyword) {
        Rule rule = Rules.SCHEMA.get(keyword);
        return rule == Rule.WORDS || keyword.equals("default") || keyword.startsWith("x-") && rule != null;
    }

    /** Judges two schemas as the pair's side reads them. */
    static void judge(Pair pair) {
        if (pair.before().equals(pair.after())) {
            return;
        }
        if (isNoSchema(pair.before()) || isNoSchema(pair.after())) {
            pair.found(
                    Effect.UNKNOWN,
                    "schema",
                    ": %s is now %s".formatted(Pair.text(pair.before()), Pair.text(pair.after())));
            return;
        }
        if (Variants.judgeLastOne(pair)) {
            return;
        }
        Pair forms = pair.in(
                "", SchemaForm.of(pair.before(), pair.direction()), SchemaForm.of(pair.after(), pair.direction()));
        if (isAnything(forms.before()) != isAnything(forms.after())) {
            boolean isWider = isAnything(forms.after());
            forms.found(
                    isWider ? Effect.WIDER : Effect.NARROWER,
                    "schema",
                    isWider ? ": may be anything now" : ": may no longer be anything");
            forms.only(SchemaRules::saysNothingOfValues).judge(Rules.SCHEMA);
        } else if (!Variants.judgeAsChoice(forms)) {
            forms.judge(Rules.SCHEMA);
        }
    }

    private static boolean isAnything(JsonNode form) {
        return form.properties().stream()
                .map(Map.Entry::getKey)
                .allMatch(keyword -> saysNothingOfValues(keyword) || keyword.equals("deprecated"));
    }

    private static boolean isNoSchema(JsonNode node) {
        return !node.isObject() && !node.isBoolean();
    }

    static void type(Pair pair, String keyword) {
        Set<String> was = Pair.texts(pair.was(keyword));
        Set<String> is = Pair.texts(pair.is(keyword));
        boolean isNarrower = was.isEmpty() || !is.isEmpty() && covers(was, is);
        boolean isWider = is.isEmpty() || !was.isEmpty() && covers(is, was);
        if (isNarrower != isWider) {
            pair.found(isNarrower ? Effect.NARROWER : Effect.WIDER, keyword);
        } else if (!isNarrower) {
            pair.found(Effect.DIFFERENT, keyword);
        }
    }

    private static boolean covers(Set<String> wider, Set<String> types) {
        return types.stream()
                .allMatch(type -> wider.contains(type) || type.equals("integer") && wider.contains("number"));
    }

    static void nullable(Pair pair, String keyword) {
        boolean isAllowed = pair.is(keyword).asBoolean();
        pair.found(
                isAllowed ? Effect.WIDER : Effect.NARROWER,
                keyword,
                isAllowed ? " can be null now" : " can no longer be null");
    }

    static void format(Pair pair, String keyword) {
        String was = pair.was(keyword).asText();
        String is = pair.is(keyword).asText();
        if (is.equals(WIDER_FORMATS.get(was)) || was.equals(WIDER_FORMATS.get(is))) {
            pair.found(is.equals(WIDER_FORMATS.get(was)) ? Effect.WIDER : Effect.NARROWER, keyword);
        } else {
            Rule.RESTRICTION.judge(pair, keyword);
        }
    }

    /**
     * Clients must expect new values, as the changelog's docs say, so in responses too these are additions. A single earlier value was a constant, so a second one is not.
     */
    static void enumeration(Pair pair, String keyword) {
        Set<String> was = Pair.texts(pair.was(keyword));
        Set<String> is = Pair.texts(pair.is(keyword));
        if (pair.isNew(keyword)) {
            pair.found(Effect.NARROWER, keyword, ": only these values now: " + String.join(", ", is));
        } else if (pair.isGone(keyword)) {
            pair.found(Effect.WIDER, keyword, ": any value now, not only " + String.join(", ", was));
        } else if (Collections.disjoint(was, is)) {
            pair.found(Effect.DIFFERENT, keyword, ": other values now: " + String.join(", ", is));
        } else {
            was.stream()
                    .filter(value -> !is.contains(value))
                    .forEach(value -> pair.found(Effect.NARROWER, keyword, ": the value " + value + " is gone"));
            is.stream()
                    .filter(value -> !was.contains(value))
                    .forEach(value -> pair.found(
                            was.size() == 1 ? Effect.WIDER : Effect.MORE, keyword, ": the value " + value + " is new"));
        }
    }

    /** The default that the reader assumes. Clients that omitted the value may have relied on the earlier one. */
    static void assumed(Pair pair, String keyword) {
        pair.found(pair.isNew(keyword) ? Effect.NARROWER : Effect.DIFFERENT, keyword);
    }

    static void items(Pair pair, String keyword) {
        judge(pair.in("[]", pair.was(keyword), pair.is(keyword)));
    }

    static void properties(Pair pair, String keyword) {
        Set<String> required = Pair.texts(pair.is("required"));
        pair.members(keyword).forEach((name, property) -> {
            if (!pair.was(keyword).has(name)) {
                boolean isDemanded = pair.direction() == Direction.REQUEST && required.contains(name);
                property.found(
                        isDemanded ? Effect.NARROWER : Effect.MORE,
                        isDemanded ? "required" : keyword,
                        isDemanded ? " is new and required" : " is new");
            } else if (!pair.is(keyword).has(name)) {
                property.found(Effect.DIFFERENT, keyword, " is gone");
            } else {
                judge(property);
            }
        });
    }

    /** If a property is added or removed, only that is reported. */
    static void required(Pair pair, String keyword) {
        Set<String> was = Pair.texts(pair.was(keyword));
        Set<String> is = Pair.texts(pair.is(keyword));
        Set<String> names = new LinkedHashSet<>(was);
        names.addAll(is);
        for (String name : names) {
            boolean isKnown =
                    pair.was("properties").has(name) == pair.is("properties").has(name);
            if (isKnown && was.contains(name) != is.contains(name)) {
                demand(pair.in(" " + name, pair.before(), pair.after()), is.contains(name));
            }
        }
    }

    /** Reports that a part has become required or optional. */
    static void demand(Pair pair, boolean isDemanded) {
        boolean isRequest = pair.direction() == Direction.REQUEST;
        pair.found(
                isDemanded ? Effect.NARROWER : Effect.WIDER,
                "required",
                isDemanded
                        ? isRequest ? " is now required" : " is always there now"
                        : isRequest ? " is no longer required" : " is no longer always there");
    }

    static void otherMembers(Pair pair, String keyword) {
        JsonNode was = pair.was(keyword);
        JsonNode is = pair.is(keyword);
        if (was.isObject() && is.isObject()) {
            judge(pair.in(" (other members)", was, is));
        } else if (is.isBoolean()) {
            pair.found(Effect.NARROWER, keyword, ": takes no other members any more");
        } else if (was.isBoolean()) {
            // Clients must ignore unknown members.
            pair.found(Effect.MORE, keyword, ": takes other members now");
        } else {
            pair.found(
                    is.isObject() ? Effect.NARROWER : Effect.WIDER,
                    keyword,
                    is.isObject() ? ": other members must fit a schema now" : ": other members may be anything now");
        }
    }

    /** The stricter the forbidden schema, the more values are valid. */
    static void not(Pair pair, String keyword) {
        if (pair.isNew(keyword) || pair.isGone(keyword)) {
            Rule.RESTRICTION.judge(pair, keyword);
        } else {
            judge(pair.in(" (not)", pair.was(keyword), pair.is(keyword)).forbidden());
        }
    }

    static void discriminator(Pair pair, String keyword) {
        if (pair.isNew(keyword) || pair.isGone(keyword)) {
            Rule.RESTRICTION.judge(pair, keyword);
        } else {
            pair.in(": discriminator", pair.was(keyword), pair.is(keyword)).judge(Rules.DISCRIMINATOR);
        }
    }

    /** The place of a name's schema does not matter, only its name. */
    static void mapping(Pair pair, String keyword) {
        pair.members(keyword).forEach((name, target) -> {
            boolean wasThere = pair.was(keyword).has(name);
            boolean isThere = pair.is(keyword).has(name);
            if (!wasThere || !isThere) {
                pair.found(
                        isThere ? Effect.WIDER : Effect.DIFFERENT,
                        keyword,
                        ": the name " + name + (isThere ? " is new" : " is gone"));
            } else if (!lastStep(pair.was(keyword).path(name))
                    .equals(lastStep(pair.is(keyword).path(name)))) {
                pair.found(Effect.DIFFERENT, keyword, ": the name " + name + " stands for another schema now");
            }
        });
    }

    private static String lastStep(JsonNode reference) {
        return reference.asText().replaceFirst(".*[/#]", "");
    }

    /** Space around a value is not part of it. This concerns only values that clients write. */
    static void trimmed(Pair pair, String keyword) {
        boolean wasTrimmed = isTrimmed(pair.before());
        boolean isTrimmed = isTrimmed(pair.after());
        if (wasTrimmed != isTrimmed && pair.direction() == Direction.REQUEST) {
            pair.found(isTrimmed ? Effect.WIDER : Effect.NARROWER, keyword);
        }
    }

    private static boolean isTrimmed(JsonNode schema) {
        return schema.path("x-email").asBoolean() || schema.path("x-trimmed").asBoolean();
    }

    /** The status and the title of an error code are part of the response; cause and solution are text. */
    static void codes(Pair pair, String keyword) {
        pair.was(keyword).forEach(was -> pair.is(keyword).forEach(is -> {
            if (was.path("code").equals(is.path("code"))) {
                for (String fact : List.of("status", "title")) {
                    if (!was.path(fact).equals(is.path(fact))) {
                        pair.found(
                                Effect.DIFFERENT,
                                keyword,
                                ": the %s of %s, %s, is now %s"
                                        .formatted(
                                                fact,
                                                was.path("code").asText(),
                                                Pair.text(was.path(fact)),
                                                Pair.text(is.path(fact))));
                    }
                }
            }
        }));
    }
}
