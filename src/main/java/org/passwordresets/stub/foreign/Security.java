package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The credentials that the document asks for: any value is accepted, but none is not. */
final class Security {
    private final JsonNode alternatives;
    private final JsonNode schemes;

    Security(JsonNode operation, JsonNode document) {
        this.alternatives =
                operation.path("security").isArray() ? operation.get("security") : document.path("security");
        this.schemes = document.at("/components/securitySchemes");
    }

    /** @param query the decoded query parameters */
    void check(HttpRequest<?> request, Map<String, List<String>> query) {
        if (alternatives.isEmpty() || alternatives.valueStream().anyMatch(all -> isMet(all, request, query))) {
            return;
        }
        String expected = alternatives
                .valueStream()
                .map(all -> all.propertyStream()
                        .map(scheme -> description(scheme.getKey()))
                        .collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or "));
        String challenge = challenge();
        throw Refusal.of(
                401,
                "Unauthorized",
                "This operation needs credentials. Any value will do. Send " + expected + ".",
                challenge == null ? Map.of() : Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }

    private boolean isMet(JsonNode all, HttpRequest<?> request, Map<String, List<String>> query) {
        return all.propertyStream().allMatch(scheme -> isSent(schemes.path(scheme.getKey()), request, query));
    }

    private static boolean isSent(JsonNode scheme, HttpRequest<?> request, Map<String, List<String>> query) {
        String name = scheme.path("name").asText();
        if (scheme.path("type").asText().equals("apiKey")) {
            return switch (scheme.path("in").asText()) {
                case "query" -> query.containsKey(name);
                case "cookie" -> request.getCookies().findCookie(name).isPresent();
                default -> request.getHeaders().contains(name);
            };
        }
        String prefix = authentication(scheme);
        String sent = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return prefix == null
                || sent != null && sent.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT) + " ");
    }

    /** The first word in {@code Authorization}; null if the document does not say. */
    @Nullable
    private static String authentication(JsonNode scheme) {
        return switch (scheme.path("type").asText()) {
            case "http" -> {
                String name = scheme.path("scheme").asText("Bearer");
                yield name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            }
            case "oauth2", "openIdConnect" -> "Bearer";
            default -> null;
        };
    }

    /** Whether it needs an access token, whatever else. */
    boolean isByToken() {
        return alternatives.valueStream().flatMap(JsonNode::propertyStream).anyMatch(scheme -> "Bearer"
                .equals(authentication(schemes.path(scheme.getKey()))));
    }

    private String description(String name) {
        JsonNode scheme = schemes.path(name);
        return scheme.path("type").asText().equals("apiKey")
                ? "the %s %s"
                        .formatted(
                                scheme.path("in").asText().equals("query")
                                        ? "query parameter"
                                        : scheme.path("in").asText(),
                                scheme.path("name").asText())
                : "the header Authorization: " + authentication(scheme) + " …";
    }

    @Nullable
    private String challenge() {
        return StreamSupport.stream(alternatives.spliterator(), false)
                .flatMap(JsonNode::propertyStream)
                .map(scheme -> authentication(schemes.path(scheme.getKey())))
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
    }

    /** The query parameters that carry credentials. */
    Set<String> queryParameters() {
        List<String> names = new ArrayList<>();
        schemes.forEach(scheme -> {
            if (scheme.path("in").asText().equals("query")) {
                names.add(scheme.path("name").asText());
            }
        });
        return Set.copyOf(names);
    }
}
