package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Consumer;

/** Says what a change of one keyword means. */
@FunctionalInterface
interface Rule {
    /** For keywords that nobody has thought about: the change is left to a person. */
    Rule NOT_JUDGED = (pair, keyword) -> pair.found(Effect.UNKNOWN, keyword);

    /** Words, examples, and what only our own tools read. */
    Rule WORDS = (pair, keyword) -> {};

    /** Nothing of the old value can be relied on. */
    Rule DIFFERENT = (pair, keyword) -> pair.found(Effect.DIFFERENT, keyword);

    /** A restriction that is there or not; another one may let anything through. */
    Rule RESTRICTION = (pair, keyword) -> pair.found(
            pair.isNew(keyword) ? Effect.NARROWER : pair.isGone(keyword) ? Effect.WIDER : Effect.DIFFERENT, keyword);

    /** Something on offer, wholly (true), in part (a list) or not at all; the order of the list says nothing. */
    Rule OFFER = (pair, keyword) -> {
        JsonNode was = pair.was(keyword);
        JsonNode is = pair.is(keyword);
        if (!isOffered(was) && !isOffered(is)
                || was.isArray() && Pair.texts(was).equals(Pair.texts(is))) {
            return;
        }
        boolean isMore = !isOffered(was)
                || is.asBoolean()
                || was.isArray() && Pair.texts(is).containsAll(Pair.texts(was));
        pair.found(isMore ? Effect.MORE : Effect.DIFFERENT, keyword);
    };

    /** @param pair a part of both contracts in which the keyword differs */
    void judge(Pair pair, String keyword);

    /** A boolean, off unless said otherwise. */
    static Rule flag(Effect on, Effect off) {
        return (pair, keyword) -> {
            if (pair.was(keyword).asBoolean() != pair.is(keyword).asBoolean()) {
                pair.found(pair.is(keyword).asBoolean() ? on : off, keyword);
            }
        };
    }

    /** The same, where it says something of requests alone. */
    static Rule requestFlag(Effect on, Effect off) {
        return (pair, keyword) -> {
            if (pair.direction() == Direction.REQUEST) {
                flag(on, off).judge(pair, keyword);
            }
        };
    }

    /** An object of which there is always one. */
    static Rule inner(Map<String, Rule> rules) {
        return (pair, keyword) ->
                pair.in(keyword, pair.was(keyword), pair.is(keyword)).judge(rules);
    }

    /** Named members, each judged by the same rules; one that is gone breaks. */
    static Rule members(String kind, Map<String, Rule> rules) {
        return members(kind, member -> member.judge(rules));
    }

    /** Names that may come and must not go; what else is said of them are words. */
    static Rule names(String kind) {
        return members(kind, member -> {});
    }

    /** @param kind what a member is called, before its name */
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
