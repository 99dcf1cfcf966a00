package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passwordresets.stub.sample.SchemaSamples;

/** The parameters of an operation, in the path, the query, headers and cookies, in OpenAPI's styles. */
final class Parameters {
    private static final Set<String> DESCRIBED_ELSEWHERE = Set.of("accept", "content-type", "authorization");

    private final List<JsonNode> parameters = new ArrayList<>();
    private final SchemaSamples schemas;
    private final ParameterText texts;

    Parameters(JsonNode operation, SchemaSamples schemas) {
        this.schemas = schemas;
        this.texts = new ParameterText(schemas);
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        operation.path("parameters").forEach(each -> {
            JsonNode parameter = schemas.follow(each);
            byName.put(
                    parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
        });
        parameters.addAll(byName.values());
    }

    /**
     * Checks the parameters of a request.
     *
     * @param path the values in the path, by name
     * @param query the decoded query parameters
     * @param more query parameters that are allowed too
     */
    void check(HttpRequest<?> request, Map<String, String> path, Map<String, List<String>> query, Set<String> more) {
        Set<String> known = new LinkedHashSet<>(more);
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> checkPath(name, path.get(name), parameter);
                case "query" -> check(parameter, "parameter", query(parameter, query, known));
                case "header" -> {
                    if (!DESCRIBED_ELSEWHERE.contains(name.toLowerCase(Locale.ROOT))) {
                        check(parameter, "header", listed(parameter, header(name, request), ","));
                    }
                }
                case "cookie" -> check(parameter, "header", listed(parameter, cookie(name, request), ","));
                default -> {}
            }
        }
        checkKnown(query.keySet(), known);
    }

    private static List<String> header(String name, HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        return headers.getAll(name);
    }

    private static List<String> cookie(String name, HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(name)
                .map(Cookie::getValue)
                .map(List::of)
                .orElse(List.of());
    }

    private void checkPath(String name, @Nullable String text, JsonNode parameter) {
        JsonNode value = text == null ? null : listed(parameter, List.of(text), ",");
        if (value != null
                && !schemas.check().errors(parameter.path("schema"), value).isEmpty()) {
            throw Refusal.of(
                    404, "Not found", "%s in the path is invalid. %s".formatted(name, problem(parameter, value)));
        }
    }

    /** The value; null if the request does not have it. */
    @Nullable
    private JsonNode query(JsonNode parameter, Map<String, List<String>> query, Set<String> known) {
        String name = parameter.path("name").asText();
        JsonNode schema = parameter.path("schema");
        JsonNode whole = schemas.whole(schema);
        String style = parameter.path("style").asText("form");
        boolean isExploded = parameter.path("explode").asBoolean(style.equals("form"));
        known.add(name);
        if (ParameterText.type(whole).equals("object") && (style.equals("deepObject") || isExploded)) {
            return object(name, schema, whole, style.equals("deepObject"), query, known);
        }
        List<String> values = new ArrayList<>(query.getOrDefault(name, List.of()));
        if (ParameterText.type(whole).equals("array") && query.containsKey(name + "[]")) {
            known.add(name + "[]");
            values.addAll(query.get(name + "[]"));
        }
        String separator = isExploded
                ? ""
                : switch (style) {
                    case "spaceDelimited" -> " ";
                    case "pipeDelimited" -> "|";
                    default -> ",";
                };
        return listed(parameter, values, separator);
    }

    @Nullable
    private JsonNode object(
            String name,
            JsonNode schema,
            JsonNode whole,
            boolean isDeep,
            Map<String, List<String>> query,
            Set<String> known) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Pattern member = Pattern.compile(isDeep ? Pattern.quote(name) + "\\[([^\\]]+)\\].*" : "(.*)");
        query.forEach((key, values) -> {
            Matcher matcher = member.matcher(key);
            if (matcher.matches() && (isDeep || whole.path("properties").has(key))) {
                known.add(key);
                texts.put(object, matcher.group(1), values, schema);
            }
        });
        return object.isEmpty() ? null : object;
    }

    @Nullable
    private JsonNode listed(JsonNode parameter, List<String> values, String separator) {
        if (values.isEmpty()) {
            return null;
        }
        if (parameter.has("content")) {
            return ParameterText.json(values.get(0));
        }
        JsonNode schema = parameter.path("schema");
        JsonNode whole = schemas.whole(schema);
        return switch (ParameterText.type(whole)) {
            case "array" -> texts.list(values, separator, schema);
            case "object" -> pairs(values.get(0), schema);
            default -> texts.single(values.get(0), schema);
        };
    }

    /** An object as {@code a,1,b,2} or {@code a=1,b=2}. */
    private JsonNode pairs(String text, JsonNode schema) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String[] parts = text.split("[,=]", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            texts.put(object, parts[i], List.of(parts[i + 1]), schema);
        }
        return object;
    }

    private void check(JsonNode parameter, String source, @Nullable JsonNode value) {
        String name = parameter.path("name").asText();
        if (value == null) {
            if (parameter.path("required").asBoolean()) {
                throw Refusal.at(400, source, name, "This operation requires " + name + ".");
            }
            return;
        }
        boolean isEmpty = parameter.path("allowEmptyValue").asBoolean()
                && value.asText("").isEmpty()
                && value.isTextual();
        if (!isEmpty && !problem(parameter, value).isEmpty()) {
            throw Refusal.at(400, source, name, problem(parameter, value));
        }
    }

    private String problem(JsonNode parameter, JsonNode value) {
        JsonNode schema = parameter.has("content")
                ? parameter.path("content").path("application/json").path("schema")
                : parameter.path("schema");
        return schema.isMissingNode() ? "" : Findings.sentences(schemas.check().errors(schema, value));
    }

    private static void checkKnown(Set<String> sent, Set<String> known) {
        for (String name : sent) {
            if (!known.contains(name)) {
                throw Refusal.at(
                        400,
                        "parameter",
                        name,
                        "This operation does not have this parameter. Its parameters are: "
                                + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
            }
        }
    }
}
