package org.passwordresets.jsonapi;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;

/**
 * Content negotiation of JSON:API 1.1. The server supports no extensions, so it rejects a media type with {@code ext}. It
 * accepts and ignores profiles, as the standard requires.
 */
final class Negotiation {
    private static final int MAX_LENGTH = 4096;
    /** What nearly every client sends; it needs no parsing. */
    private static final List<String> PLAIN = List.of(JsonApi.MEDIA_TYPE);
    /**
     * Our own pattern, because the framework also splits at commas within quotation marks, and a profile's address may have
     * commas.
     */
    private static final Pattern MEDIA_RANGE = Pattern.compile("(?:[^,\"]++|\"(?:[^\"\\\\]++|\\\\.)*+\"?+)++");

    private static final Set<String> IN_RESPONSES = Set.of("profile", "q");
    private static final Set<String> IN_REQUESTS = Set.of("profile");

    private Negotiation() {}

    /**
     * Whether the client accepts a JSON:API response.
     *
     * @param accept the values of the {@code Accept} headers; without one, the client accepts everything
     * @throws ApiException a 400 if they are longer than 4096 characters in total
     */
    static boolean accepts(List<String> accept) {
        if (accept.isEmpty() || accept.equals(PLAIN)) {
            return true;
        }
        checkLength("Accept", accept.stream().mapToInt(String::length).sum());
        return accept.stream()
                .flatMap(header -> MEDIA_RANGE.matcher(header).results())
                .map(MatchResult::group)
                .anyMatch(Negotiation::isAcceptable);
    }

    private static boolean isAcceptable(String range) {
        return parse(range)
                .filter(type -> type.getQualityAsNumber().signum() > 0)
                .filter(type -> type.getSubtype().equals("*")
                        ? type.matches(MediaType.of(JsonApi.MEDIA_TYPE))
                        : isJsonApi(type, IN_RESPONSES))
                .isPresent();
    }

    /**
     * Whether a body with this {@code Content-Type} is JSON:API.
     *
     * @throws ApiException a 400 if it is longer than 4096 characters
     */
    static boolean isJsonApi(@Nullable String contentType) {
        if (JsonApi.MEDIA_TYPE.equals(contentType)) {
            return true;
        }
        if (contentType == null) {
            return false;
        }
        checkLength("Content-Type", contentType.length());
        return parse(contentType).filter(type -> isJsonApi(type, IN_REQUESTS)).isPresent();
    }

    /** A profile may be ignored, and a weight only ranks. Any other parameter changes the meaning of the type. */
    private static boolean isJsonApi(MediaType type, Set<String> parameters) {
        return type.getName().equalsIgnoreCase(JsonApi.MEDIA_TYPE)
                && type.getParametersMap().keySet().stream()
                        .allMatch(name -> parameters.contains(name.toString().toLowerCase(Locale.ROOT)));
    }

    /** The media type; empty if the text is none. */
    private static Optional<MediaType> parse(String text) {
        try {
            return Optional.of(MediaType.of(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void checkLength(String header, int length) {
        if (length > MAX_LENGTH) {
            throw new ApiException(
                    new Problem.BadHeader(header, "The header is longer than " + MAX_LENGTH + " characters."));
        }
    }
}
