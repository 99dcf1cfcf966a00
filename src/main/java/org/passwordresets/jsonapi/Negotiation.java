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
 * Content negotiation of JSON:API 1.1. No extension is known here, so a media type that asks for one ({@code ext}) cannot be
 * served; profiles are allowed and ignored, as the standard demands.
 */
final class Negotiation {
    private static final int MAX_LENGTH = 4096;
    /** What nearly every client sends, so that nothing need be taken apart. */
    private static final List<String> PLAIN = List.of(JsonApi.MEDIA_TYPE);
    /** The framework would split a list within quotation marks too, where the address of a profile may have commas. */
    private static final Pattern MEDIA_RANGE = Pattern.compile("(?:[^,\"]++|\"(?:[^\"\\\\]++|\\\\.)*+\"?+)++");

    private static final Set<String> IN_RESPONSES = Set.of("profile", "q");
    private static final Set<String> IN_REQUESTS = Set.of("profile");

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
        return parse(contentType).filter(type -> isJsonApi(type, IN_REQUESTS)).isPresent();
    }

    /** A profile may be ignored, and a weight ranks; any other parameter changes what the type means. */
    private static boolean isJsonApi(MediaType type, Set<String> parameters) {
        return type.getName().equalsIgnoreCase(JsonApi.MEDIA_TYPE)
                && type.getParametersMap().keySet().stream()
                        .allMatch(name -> parameters.contains(name.toString().toLowerCase(Locale.ROOT)));
    }

    /** Empty where it is no media type. */
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
