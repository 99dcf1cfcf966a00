package org.passwordresets.stub.examples;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;

/**
 * A request's wishes in {@code Prefer} headers (RFC 7240). Unknown preferences are ignored, as the standard requires. A known
 * preference with an invalid value is an error, so that the mistake does not go unnoticed.
 *
 * @param code the status of the response
 * @param example the name of the example to respond with
 * @param dynamic whether to generate the response from its schema
 * @param seed the same seed generates the same response
 * @param delay how long to wait before the response
 */
record Preferences(
        @Nullable Integer code,
        @Nullable String example,
        boolean dynamic,
        @Nullable Long seed,
        @Nullable Duration delay) {
    private static final Preferences NONE = new Preferences(null, null, false, null, null);
    private static final Duration MAX_DELAY = Duration.ofSeconds(60);

    static Preferences of(List<String> headers) {
        if (headers.isEmpty()) {
            return NONE;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String header : headers) {
            for (String preference : header.split(",")) {
                String[] nameAndValue = preference.split(";", 2)[0].split("=", 2);
                String value = nameAndValue.length == 1 ? "" : unquoted(nameAndValue[1].strip());
                // If a preference occurs more than once, the first one counts: RFC 7240, section 2.
                values.putIfAbsent(nameAndValue[0].strip().toLowerCase(Locale.ROOT), value);
            }
        }
        return new Preferences(
                values.containsKey("code") ? (int) number("code", values.get("code"), 100, 599) : null,
                values.get("example"),
                bool("dynamic", values.getOrDefault("dynamic", "false")),
                values.containsKey("seed") ? number("seed", values.get("seed"), Long.MIN_VALUE, Long.MAX_VALUE) : null,
                values.containsKey("delay")
                        ? Duration.ofMillis(number("delay", values.get("delay"), 0, MAX_DELAY.toMillis()))
                        : null);
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static long number(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Rejected below.
        }
        throw refused("%s must be a whole number from %d to %d.".formatted(name, least, most));
    }

    private static boolean bool(String name, String value) {
        return switch (value) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw refused(name + " must be true or false.");
        };
    }

    static ApiException refused(String reason) {
        return new ApiException(new Problem.BadHeader("Prefer", reason));
    }

    /** The value of {@code Preference-Applied}; empty without preferences. */
    String applied() {
        if (this == NONE) {
            return "";
        }
        List<String> applied = new ArrayList<>();
        if (code != null) {
            applied.add("code=" + code);
        }
        if (example != null) {
            applied.add("example=" + example);
        }
        if (dynamic) {
            applied.add("dynamic=true");
        }
        if (dynamic && seed != null) {
            applied.add("seed=" + seed);
        }
        if (delay != null) {
            applied.add("delay=" + delay.toMillis());
        }
        return String.join(", ", applied);
    }

    /** Whether it selects the response, not only its delay. */
    boolean chooses() {
        return code != null || example != null || dynamic;
    }
}
