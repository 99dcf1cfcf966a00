package org.passwordresets.stub;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
public record Preferences(
        @Nullable Integer code,
        @Nullable String example,
        boolean dynamic,
        @Nullable Long seed,
        @Nullable Duration delay) {
    /** Without wishes. */
    public static final Preferences NONE = new Preferences(null, null, false, null, null);

    private static final Duration MAX_DELAY = Duration.ofSeconds(60);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final String QUOTED = "\"(?:[^\"\\\\]++|\\\\.)*+\"";
    /**
     * One preference with its parameters, up to the next comma; a list may have empty elements. A plain value is what clients
     * write in practice: everything that separates nothing.
     */
    private static final Pattern PREFERENCE = Pattern.compile("\\s*+(?:(?<name>[^\\s=;,\"]++)\\s*+(?:=\\s*+(?:"
            + "\"(?<quoted>(?:[^\"\\\\]++|\\\\.)*+)\"|(?<plain>[^\\s;,\"]*+)))?+\\s*+(?:;(?:[^,\"]++|" + QUOTED
            + ")*+)?+)?+(?:,|$)");

    /**
     * The preferences in these headers.
     *
     * @throws ApiException a 400 that names the preference with an invalid value
     */
    public static Preferences of(List<String> headers) {
        if (headers.isEmpty()) {
            return NONE;
        }
        Map<String, String> values = new LinkedHashMap<>();
        headers.forEach(header -> add(header, values));
        return new Preferences(
                values.containsKey("code") ? (int) number("code", values.get("code"), 200, 599) : null,
                values.get("example"),
                bool("dynamic", values.getOrDefault("dynamic", "false")),
                values.containsKey("seed") ? number("seed", values.get("seed"), Long.MIN_VALUE, Long.MAX_VALUE) : null,
                values.containsKey("delay")
                        ? Duration.ofMillis(number("delay", values.get("delay"), 0, MAX_DELAY.toMillis()))
                        : null);
    }

    /** A comma or semicolon within quotation marks is part of the value: RFC 7240, section 2. */
    private static void add(String header, Map<String, String> values) {
        String rest = header;
        while (!rest.isBlank()) {
            Matcher preference = PREFERENCE.matcher(rest);
            if (!preference.lookingAt()) {
                throw refused("this is not a list of preferences such as code=404, example=\"not-found\".");
            }
            // If a preference occurs more than once, the first one counts.
            if (preference.group("name") != null) {
                values.putIfAbsent(preference.group("name").toLowerCase(Locale.ROOT), value(preference));
            }
            rest = rest.substring(preference.end());
        }
    }

    private static String value(Matcher preference) {
        String quoted = preference.group("quoted");
        return quoted != null
                ? quoted.replaceAll("\\\\(.)", "$1")
                : Objects.requireNonNullElse(preference.group("plain"), "");
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

    /**
     * A 400, because there is no such example.
     *
     * @param status the preferred status; null if any will do
     * @param names the examples that there are
     */
    public static ApiException noExample(@Nullable Integer status, List<String> names) {
        return refused(
                names.isEmpty()
                        ? "This operation has no examples in the contract."
                        : "This operation has no example with this name%s. It has: %s."
                                .formatted(
                                        status == null ? "" : " and the status " + status, String.join(", ", names)));
    }

    /**
     * A 400, because there is no response with this status.
     *
     * @param statuses those that there are
     */
    public static ApiException noResponse(List<String> statuses) {
        return refused(
                "The contract has no response with this status here. It has: " + String.join(", ", statuses) + ".");
    }

    /** A 400 about the header. */
    public static ApiException refused(String reason) {
        return new ApiException(new Problem.BadHeader("Prefer", reason));
    }

    /** The value of {@code Preference-Applied}; empty without preferences. */
    public String applied() {
        if (this == NONE) {
            return "";
        }
        List<String> applied = new ArrayList<>();
        if (code != null) {
            applied.add("code=" + code);
        }
        if (example != null) {
            applied.add("example=" + (TOKEN.matcher(example).matches() ? example : quoted(example)));
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

    private static String quoted(String value) {
        return '"' + value.replaceAll("[\\\\\"]", "\\\\$0") + '"';
    }

    /** Whether it selects the response, not only its delay. */
    public boolean chooses() {
        return code != null || example != null || dynamic;
    }
}
