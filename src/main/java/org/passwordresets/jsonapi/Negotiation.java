package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Content negotiation of JSON:API 1.1. No extension is known here, so a media type that asks for one ({@code ext}) cannot be
 * served; profiles are allowed and ignored, as the standard demands.
 */
final class Negotiation {
    private static final Set<String> WILDCARDS = Set.of("*/*", "application/*");
    /** What nearly every client sends, so that nothing need be taken apart. */
    private static final List<String> PLAIN = List.of(JsonApi.MEDIA_TYPE);

    private static final Pattern NO_WEIGHT = Pattern.compile("q\\s*=\\s*0(\\.0{0,3})?");
    private static final Pattern COMMA = outsideQuotes(',');
    private static final Pattern SEMICOLON = outsideQuotes(';');

    private Negotiation() {}

    /**
     * Whether an answer in JSON:API may be given.
     *
     * @param accept the values of the {@code Accept} headers; none accepts all
     */
    static boolean accepts(List<String> accept) {
        return accept.isEmpty()
                || accept.equals(PLAIN)
                || accept.stream().flatMap(header -> split(header, COMMA)).anyMatch(Negotiation::isAcceptable);
    }

    private static boolean isAcceptable(String mediaRange) {
        List<String> parts = split(mediaRange, SEMICOLON).toList();
        String type = parts.get(0).toLowerCase(Locale.ROOT);
        List<String> parameters = parts.subList(1, parts.size());
        if (parameters.stream().anyMatch(Negotiation::isRefusal)) {
            return false;
        }
        return WILDCARDS.contains(type)
                || type.equals(JsonApi.MEDIA_TYPE) && parameters.stream().allMatch(Negotiation::isHarmless);
    }

    /** Whether a body that is sent under this {@code Content-Type} is JSON:API. */
    static boolean isJsonApi(@Nullable String contentType) {
        if (JsonApi.MEDIA_TYPE.equals(contentType)) {
            return true;
        }
        if (contentType == null) {
            return false;
        }
        List<String> parts = split(contentType, SEMICOLON).toList();
        return parts.get(0).equalsIgnoreCase(JsonApi.MEDIA_TYPE)
                && parts.stream().skip(1).allMatch(parameter -> named(parameter, "profile"));
    }

    /** A weight ranks what is acceptable; a profile may be ignored; anything else changes what the type means. */
    private static boolean isHarmless(String parameter) {
        return named(parameter, "profile") || named(parameter, "q");
    }

    private static boolean isRefusal(String parameter) {
        return NO_WEIGHT.matcher(parameter.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean named(String parameter, String name) {
        return parameter.toLowerCase(Locale.ROOT).startsWith(name)
                && parameter.substring(name.length()).stripLeading().startsWith("=");
    }

    private static Stream<String> split(String text, Pattern separator) {
        return Arrays.stream(separator.split(text, -1)).map(String::strip);
    }

    /** Not at separators within quotation marks: a profile's address may hold commas. */
    private static Pattern outsideQuotes(char separator) {
        return Pattern.compile(separator + "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    }
}
