package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges a change of one keyword. */
@FunctionalInterface
interface Rule {
    /** For keywords without a rule: a person must judge the change. */
    Rule NOT_JUDGED = (pair, keyword) -> pair.found(Effect.UNKNOWN, keyword);

    /** Text, examples, and keywords that only our tools read. */
    Rule WORDS = (pair, keyword) -> {};

    /** Clients cannot rely on any part of the old value. */
    Rule DIFFERENT = (pair, keyword) -> pair.found(Effect.DIFFERENT, keyword);

    /** A restriction that is present or absent; a different one may allow anything. */
    Rule RESTRICTION = (pair, keyword) -> pair.found(
            pair.isNew(keyword) ? Effect.NARROWER : pair.isGone(keyword) ? Effect.WIDER : Effect.DIFFERENT, keyword);

    /** Something on offer: entirely (true), partly (a list) or not at all. The order of the list does not matter. */
    Rule OFFER = offer(Pair::texts);

    /** Like an offer. A right to every record includes the right to one's own. */
    Rule RIGHTS = offer(list -> Pair.texts(list).stream()
            .flatMap(right -> right.endsWith(":own") ? Stream.of(right) : Stream.of(right, right + ":own"))
            .collect(Collectors.toUnmodifiableSet()));

    /** @param pair a part of both contracts in which the keyword differs */
    void judge(Pair pair, String keyword);

    /** A boolean whose default is false. */
    static Rule flag(Effect on, Effect off) {
        return (pair, keyword) -> {
            if (pair.was(keyword).asBoolean() != pair.is(keyword).asBoolean()) {
                pair.found(pair.is(keyword).asBoolean() ? on : off, keyword);
            }
        };
    }

    /** A boolean that concerns only requests. */
    static Rule requestFlag(Effect on, Effect off) {
        return (pair, keyword) -> {
            if (pair.direction() == Direction.REQUEST) {
                flag(on, off).judge(pair, keyword);
            }
        };
    }

    /** @param elements what a list offers */
    private static Rule offer(Function<JsonNode, Set<String>> elements) {
        return (pair, keyword) -> {
            JsonNode was = pair.was(keyword);
            JsonNode is = pair.is(keyword);
            if (!isOffered(was) && !isOffered(is)
                    || was.isArray() && elements.apply(was).equals(elements.apply(is))) {
                return;
            }
            boolean isMore = !isOffered(was)
                    || is.asBoolean()
                    || was.isArray() && elements.apply(is).containsAll(elements.apply(was));
            pair.found(isMore ? Effect.MORE : Effect.DIFFERENT, keyword);
        };
    }

    /** An object that always exists. */
    static Rule inner(Map<String, Rule> rules) {
        return (pair, keyword) ->
                pair.in(keyword, pair.was(keyword), pair.is(keyword)).judge(rules);
    }

    /** Named members, all judged by the same rules. Removing one is a breaking change. */
    static Rule members(String kind, Map<String, Rule> rules) {
        return members(kind, member -> member.judge(rules));
    }

    /** Names that can be added but not removed; the rest of their definition is text. */
    static Rule names(String kind) {
        return members(kind, member -> {});
    }

    /** @param kind the word before a member's name */
    static Rule members(String kind, Consumer<Pair> judge) {
        return (pair, keyword) -> pair.members(keyword).forEach((name, each) -> {
            Pair member = pair.in(kind + name, each.before(), each.after());
            if (!pair.was(keyword).has(name)) {
                member.found(Effect.MORE, keyword, " is new");
            } else if (!pair.is(keyword).has(name)) {
                member.found(Effect.DIFFERENT, keyword, " is gone");
            } else {
                judge.accept(member);
            }
        });
    }

    private static boolean isOffered(JsonNode offer) {
        return offer.isArray() ? !offer.isEmpty() : offer.asBoolean();
    }
}
