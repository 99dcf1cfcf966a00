package org.passwordresets.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests to paste. Those of curl expect an access token in {@code $T}, those of Commerce Layer's SDK a client in
 * {@code cl}, as the Authentication page makes them. Tests send all of them.
 *
 * @param server the base address
 * @param hasSdk whether the contract is one that Commerce Layer's clients work with
 */
record Samples(String server, boolean hasSdk) {
    private static final ObjectWriter PRETTY = new ObjectMapper()
            .writer(new DefaultPrettyPrinter()
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE)
                    .withSeparators(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator("")));
    private static final Pattern RESOURCE_PATH = Pattern.compile("/api/([a-z_]+)(/\\{[^}]+})?(?:/([a-z_]+))?");
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Pattern KEY = Pattern.compile("(?m)^( *)\"([A-Za-z_]\\w*)\": ");

    static Samples of(JsonNode contract) {
        return new Samples(
                contract.path("servers").path(0).path("url").asText("http://127.0.0.1:8080"),
                contract.has("x-compatibility"));
    }

    static String pretty(JsonNode value) {
        try {
            return PRETTY.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String curl(ContractOperation operation) {
        JsonNode body = body(operation);
        StringBuilder curl = new StringBuilder("curl ");
        if (!operation.method().equals("get") && body.isMissingNode()
                || !operation.method().equals("get") && !operation.method().equals("post")) {
            curl.append("-X ")
                    .append(operation.method().toUpperCase(Locale.ROOT))
                    .append(' ');
        }
        curl.append('"').append(server).append(path(operation)).append('"');
        operation
                .tokenHeader()
                .ifPresent(header -> curl.append(" \\\n  -H \"").append(header).append('"'));
        if (!body.isMissingNode()) {
            curl.append(" \\\n  -H \"Content-Type: ")
                    .append(operation.mediaTypes().get(0))
                    .append('"');
            curl.append(" \\\n  -d '")
                    .append(pretty(body).replace("'", "'\\''"))
                    .append('\'');
        }
        return curl.toString();
    }

    /** The contract's first request example. */
    private static JsonNode body(ContractOperation operation) {
        JsonNode content = operation.content();
        return operation
                .definitions()
                .follow(content.path("examples")
                        .path(content.path("examples")
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .findFirst()
                                .orElse("")))
                .path("value");
    }

    /** The path with the contract's examples for its parameters, and the id that the body has. */
    private static String path(ContractOperation operation) {
        return PATH_PARAMETER
                .matcher(operation.path())
                .replaceAll(found -> Matcher.quoteReplacement(
                        body(operation).at("/data/id").asText(example(operation, found.group(1)))));
    }

    private static String example(ContractOperation operation, String parameter) {
        return operation.parameters().stream()
                .filter(one -> one.path("name").asText().equals(parameter))
                .map(one -> one.path("example").asText("{" + parameter + "}"))
                .findFirst()
                .orElse("{" + parameter + "}");
    }

    @Nullable
    String sdk(ContractOperation operation) {
        Matcher path = RESOURCE_PATH.matcher(operation.path());
        return hasSdk && path.matches()
                ? sdk(operation, "cl." + path.group(1), path.group(2) != null, path.group(3))
                : null;
    }

    private static String sdk(
            ContractOperation operation, String resource, boolean one, @Nullable String relationship) {
        String id = "\"" + path(operation).replaceAll("^/api/[a-z_]+/?([^/]*).*", "$1") + "\"";
        if (relationship != null) {
            return "const response = await %s.%s(%s)".formatted(resource, relationship, id);
        }
        ObjectNode attributes =
                body(operation).path("data").path("attributes").deepCopy() instanceof ObjectNode object ? object : null;
        return switch (operation.method()) {
            case "get" ->
                one
                        ? "const response = await %s.retrieve(%s)".formatted(resource, id)
                        : "const response = await %s.%s()"
                                .formatted(resource, operation.returnsList() ? "list" : "retrieve");
            case "post" -> "const response = await %s.create(%s)".formatted(resource, script(attributes));
            case "patch" -> "const response = await %s.update(%s)".formatted(resource, script(withId(attributes, id)));
            case "delete" -> "await %s.delete(%s)".formatted(resource, id);
            default -> null;
        };
    }

    private static ObjectNode withId(ObjectNode attributes, String quoted) {
        ObjectNode all = attributes.objectNode().put("id", quoted.substring(1, quoted.length() - 1));
        all.setAll(attributes);
        return all;
    }

    /** JSON as it is written in JavaScript. */
    private static String script(JsonNode value) {
        return KEY.matcher(pretty(value)).replaceAll("$1$2: ");
    }
}
