package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/** The rules for limits: maximum, minimum, length, multiples. */
final class Limits {
    static final Rule UPPER = (pair, keyword) -> judge(pair, keyword, 1);
    static final Rule LOWER = (pair, keyword) -> judge(pair, keyword, -1);

    /** A limit that was in force before the contract stated it. */
    static final Rule STATED = (pair, keyword) -> {
        if (!pair.isNew(keyword)) {
            judge(pair, keyword, 1);
        }
    };

    /** Whether the limit itself is excluded. This has a meaning only together with the limit. */
    static final Rule EXCLUSIVE_UPPER = (pair, keyword) -> judge(pair, "maximum", 1);

    static final Rule EXCLUSIVE_LOWER = (pair, keyword) -> judge(pair, "minimum", -1);

    static final Rule FACTOR = (pair, keyword) -> {
        BigDecimal was = pair.was(keyword).decimalValue();
        BigDecimal is = pair.is(keyword).decimalValue();
        if (was.signum() == 0 || is.signum() == 0) {
            Rule.RESTRICTION.judge(pair, keyword);
        } else if (was.compareTo(is) != 0) {
            boolean isNarrower = is.remainder(was).signum() == 0;
            boolean isWider = was.remainder(is).signum() == 0;
            pair.found(isNarrower ? Effect.NARROWER : isWider ? Effect.WIDER : Effect.DIFFERENT, keyword);
        }
    };

    private static final Map<String, String> EXCLUSIVE =
            Map.of("maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum");

    private Limits() {}

    private static void judge(Pair pair, String keyword, int sign) {
        if (isNoNumber(pair.was(keyword)) || isNoNumber(pair.is(keyword))) {
            Rule.NOT_JUDGED.judge(pair, keyword);
            return;
        }
        int room = room(pair, keyword, sign);
        if (room != 0) {
            pair.found(
                    room < 0 ? Effect.NARROWER : Effect.WIDER,
                    keyword,
                    ": %s %s is now %s".formatted(keyword, text(pair.before(), keyword), text(pair.after(), keyword)));
        }
    }

    private static boolean isNoNumber(JsonNode limit) {
        return !limit.isMissingNode() && !limit.isNumber();
    }

    /** Negative if fewer values are valid than before. */
    private static int room(Pair pair, String keyword, int sign) {
        JsonNode was = pair.was(keyword);
        JsonNode is = pair.is(keyword);
        if (was.isMissingNode() || is.isMissingNode()) {
            return Boolean.compare(is.isMissingNode(), was.isMissingNode());
        }
        int difference = sign * is.decimalValue().compareTo(was.decimalValue());
        return difference != 0
                ? difference
                : Boolean.compare(isExclusive(pair.before(), keyword), isExclusive(pair.after(), keyword));
    }

    private static boolean isExclusive(JsonNode schema, String keyword) {
        return schema.path(EXCLUSIVE.getOrDefault(keyword, "")).asBoolean();
    }

    private static String text(JsonNode schema, String keyword) {
        return Pair.text(schema.path(keyword)) + (isExclusive(schema, keyword) ? " (exclusive)" : "");
    }
}
