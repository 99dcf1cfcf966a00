package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The example requests that a request resembles. An example has the same values of enumerations, such as the grant type of a
 * token request; of these, the one with the most members in common is first. All other values, such as credentials, may differ.
 */
final class Resemblance {
    private static final String BASIC = "basic ";

    private Resemblance() {}

    /**
     * The names of the examples, the most similar first.
     *
     * @param media the media type of the request's body, with schema and examples
     */
    static List<String> of(HttpRequest<?> request, JsonNode body, JsonNode media) {
        JsonNode sent = withClient(body, request);
        JsonNode members = media.path("schema").path("properties");
        return media.path("examples").properties().stream()
                .filter(example -> hasSameChoices(value(example), sent, members))
                .sorted(Comparator.comparingInt(example -> differences(value(example), sent)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static JsonNode value(Map.Entry<String, JsonNode> example) {
        return example.getValue().path("value");
    }

    private static boolean hasSameChoices(JsonNode example, JsonNode sent, JsonNode members) {
        return members.propertyStream()
                .filter(member -> member.getValue().has("enum"))
                .allMatch(member -> example.path(member.getKey()).equals(sent.path(member.getKey())));
    }

    private static int differences(JsonNode example, JsonNode sent) {
        Set<String> all = names(example);
        all.addAll(names(sent));
        Set<String> common = names(example);
        common.retainAll(names(sent));
        return all.size() - common.size();
    }

    private static Set<String> names(JsonNode body) {
        Set<String> names = new HashSet<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Credentials in the header count as if they were in the body. */
    private static JsonNode withClient(JsonNode body, HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !header.toLowerCase(Locale.ROOT).startsWith(BASIC)
                || !(body.deepCopy() instanceof ObjectNode copy)) {
            return body;
        }
        copy.put("client_id", "");
        if (hasSecret(header.substring(BASIC.length()).strip())) {
            copy.put("client_secret", "");
        }
        return copy;
    }

    private static boolean hasSecret(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return decoded.indexOf(':') >= 0 && !decoded.endsWith(":");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
