package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;

/**
 * Content negotiation of JSON:API 1.1. No extension is known here, so a media type that asks for one ({@code ext}) cannot be
 * served; profiles are allowed and ignored, as the standard demands.
 *
 * <p>The framework's {@code MediaType} splits a list at commas inside quotation marks, as they occur in profiles, and drops a
 * parameter without a value; so the headers are read here, in one pass.
 */
final class Negotiation {
    private static final int LONGEST_HEADER = 4096;
    private static final Set<String> WILDCARDS = Set.of("*/*", "application/*");
    /** What nearly every client sends, so that nothing need be taken apart. */
    private static final List<String> PLAIN = List.of(JsonApi.MEDIA_TYPE);

    private static final Set<String> NO_WEIGHT = Set.of("0", "0.", "0.0", "0.00", "0.000");

    private Negotiation() {}

    /**
     * Whether a response in JSON:API is acceptable.
     *
     * @param accept the values of the {@code Accept} headers; none accepts all
     * @throws ApiException a 400 where they are longer than 4096 characters together
     */
    static boolean accepts(List<String> accept) {
        if (accept.isEmpty() || accept.equals(PLAIN)) {
            return true;
        }
        checkLength("Accept", accept.stream().mapToInt(String::length).sum());
        return accept.stream().flatMap(header -> split(header, ',').stream()).anyMatch(Negotiation::isAcceptable);
    }

    private static boolean isAcceptable(String mediaRange) {
        List<String> parts = split(mediaRange, ';');
        String type = parts.get(0).toLowerCase(Locale.ROOT);
        List<String> parameters = parts.subList(1, parts.size());
        if (parameters.stream().anyMatch(Negotiation::isRefusal)) {
            return false;
        }
        return WILDCARDS.contains(type)
                || type.equals(JsonApi.MEDIA_TYPE) && parameters.stream().allMatch(Negotiation::isHarmless);
    }

    /**
     * Whether a body with this {@code Content-Type} is JSON:API.
     *
     * @throws ApiException a 400 where it is longer than 4096 characters
     */
    static boolean isJsonApi(@Nullable String contentType) {
        if (JsonApi.MEDIA_TYPE.equals(contentType)) {
            return true;
        }
        if (contentType == null) {
            return false;
        }
        checkLength("Content-Type", contentType.length());
        List<String> parts = split(contentType, ';');
        return parts.get(0).equalsIgnoreCase(JsonApi.MEDIA_TYPE)
                && parts.stream().skip(1).allMatch(parameter -> isNamed(parameter, "profile"));
    }

    private static void checkLength(String header, int length) {
        if (length > LONGEST_HEADER) {
            throw new ApiException(
                    new Problem.BadHeader(header, "The header is longer than " + LONGEST_HEADER + " characters."));
        }
    }

    /** A weight ranks what is acceptable; a profile may be ignored; anything else changes what the type means. */
    private static boolean isHarmless(String parameter) {
        return isNamed(parameter, "profile") || isNamed(parameter, "q");
    }

    private static boolean isRefusal(String parameter) {
        return isNamed(parameter, "q")
                && NO_WEIGHT.contains(
                        parameter.substring(parameter.indexOf('=') + 1).strip());
    }

    private static boolean isNamed(String parameter, String name) {
        int equals = parameter.indexOf('=');
        return equals >= 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(name);
    }

    /** Not at separators within quotation marks: the address of a profile may contain commas. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
