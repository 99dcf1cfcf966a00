package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.passwordresets.contract.Operations.Operation;

/** The rules for operations and their parts, down to the schemas. */
final class OperationRules {
    private static final Pattern REQUEST = Pattern.compile("request$");
    private static final Pattern STATUS = Pattern.compile("response \\w+: $");

    private OperationRules() {}

    static void operationId(Pair pair, String keyword) {
        pair.found(
                Effect.DIFFERENT,
                keyword,
                ": operationId %s is now %s, so generated clients change"
                        .formatted(Pair.text(pair.was(keyword)), Pair.text(pair.is(keyword))));
    }

    /** Another minor version of OpenAPI has other keywords, or gives them other meanings. */
    static void dialect(Pair pair, String keyword) {
        if (!minor(pair.was(keyword)).equals(minor(pair.is(keyword)))) {
            Rule.NOT_JUDGED.judge(pair, keyword);
        }
    }

    private static String minor(JsonNode version) {
        return version.asText().replaceFirst("\\.\\d+$", "");
    }

    static void schema(Pair pair, String keyword) {
        SchemaRules.judge(pair.in("", pair.was(keyword), pair.is(keyword)));
    }

    static void required(Pair pair, String keyword) {
        boolean isDemanded = pair.is(keyword).asBoolean();
        if (isDemanded != pair.was(keyword).asBoolean()) {
            SchemaRules.demand(pair, isDemanded);
        }
    }

    static void headers(Pair pair, String keyword) {
        Rule.members("header ", Rules.PARAMETER).judge(spelledAlike(pair, keyword), keyword);
    }

    /** Judges what is beside the operations. {@link #judgeOperations} judges the operations. */
    static void paths(Pair pair, String keyword) {
        Map<String, JsonNode> before = byAddress(pair.was(keyword));
        byAddress(pair.is(keyword)).forEach((address, path) -> {
            if (before.containsKey(address)) {
                pair.in(address, before.get(address), path).judge(Rules.PATH);
            }
        });
    }

    private static Map<String, JsonNode> byAddress(JsonNode paths) {
        Map<String, JsonNode> byAddress = new LinkedHashMap<>();
        paths.properties().forEach(path -> byAddress.put(Operations.address(path.getKey()), path.getValue()));
        return byAddress;
    }

    /** Judges all operations, including what they inherit from the root. */
    static void judgeOperations(JsonNode before, JsonNode after, Set<Change> changes) {
        judgeOperations(
                Operations.of(before),
                Operations.of(after),
                (operation, was, is) -> new Pair(operation.name(), was, is, changes));
    }

    private static void judgeOperations(Map<String, Operation> before, Map<String, Operation> after, Pairing pairing) {
        before.forEach((address, operation) -> {
            Pair pair = pairing.of(operation, operation.content(), content(after.get(address)));
            if (after.containsKey(address)) {
                pair.judge(Rules.OPERATION);
            } else {
                pair.found(Effect.DIFFERENT, "paths", " is gone");
            }
        });
        after.forEach((address, operation) -> {
            if (!before.containsKey(address)) {
                pairing.of(operation, content(null), operation.content()).found(Effect.MORE, "paths", " is new");
            }
        });
    }

    private static JsonNode content(@Nullable Operation operation) {
        return operation == null ? JsonNodeFactory.instance.objectNode() : operation.content();
    }

    @FunctionalInterface
    private interface Pairing {
        Pair of(Operation operation, JsonNode before, JsonNode after);
    }

    static void parameters(Pair pair, String keyword) {
        pair.members(keyword).forEach((key, each) -> {
            JsonNode named = pair.is(keyword).has(key) ? each.after() : each.before();
            String name = named.path("in").asText() + " parameter "
                    + named.path("name").asText();
            Pair parameter = pair.in(name, each.before(), each.after());
            boolean isDemanded = named.path("required").asBoolean();
            if (!pair.was(keyword).has(key)) {
                parameter.found(
                        isDemanded ? Effect.NARROWER : Effect.MORE,
                        isDemanded ? "required" : keyword,
                        isDemanded ? " is new and required" : " is new");
            } else if (!pair.is(keyword).has(key)) {
                parameter.found(Effect.DIFFERENT, keyword, " is gone");
            } else {
                parameter.judge(Rules.PARAMETER);
            }
        });
    }

    /** How lists and objects are serialized. For a single plain value, {@code explode} has no effect. */
    static void serialization(Pair pair, String keyword) {
        if (!style(pair.before()).equals(style(pair.after()))) {
            pair.found(
                    Effect.DIFFERENT,
                    "style",
                    ": style %s is now %s".formatted(style(pair.before()), style(pair.after())));
        }
        boolean wasExploded = isExploded(pair.before());
        boolean isExploded = isExploded(pair.after());
        if (wasExploded != isExploded && !(isPlain(pair.before()) && isPlain(pair.after()))) {
            pair.found(Effect.DIFFERENT, "explode", ": explode %s is now %s".formatted(wasExploded, isExploded));
        }
    }

    /** A parameter that becomes repeatable still accepts one value. */
    static void schemaOfParameter(Pair pair, String keyword) {
        JsonNode now = SchemaForm.of(pair.is(keyword), pair.direction());
        boolean isRepeated = pair.is("in").asText().equals("query")
                && isExploded(pair.after())
                && Pair.texts(now.path("type")).equals(Set.of("array"));
        if (isRepeated && isPlain(pair.before())) {
            pair.found(
                    now.path("minItems").asInt() > 1 ? Effect.NARROWER : Effect.WIDER,
                    "type",
                    ": takes several values now");
            JsonNode each = JsonNodeFactory.instance.objectNode().set(keyword, now.path("items"));
            textOfParameter(pair.in("", pair.before(), each), keyword);
        } else {
            textOfParameter(pair, keyword);
        }
    }

    /** Parameters and headers are sent as text, so that each plain value is a string too. */
    private static void textOfParameter(Pair pair, String keyword) {
        boolean wasText = isText(pair.was(keyword));
        boolean isText = isText(pair.is(keyword));
        if (!wasText && !isText || !isPlain(pair.before()) || !isPlain(pair.after())) {
            schema(pair, keyword);
            return;
        }
        Pair forms = pair.in(
                "",
                SchemaForm.of(pair.was(keyword), pair.direction()),
                SchemaForm.of(pair.is(keyword), pair.direction()));
        if (wasText != isText) {
            forms.found(isText ? Effect.WIDER : Effect.NARROWER, "type");
        }
        SchemaRules.judge(forms.only(member -> !member.equals("type")));
    }

    private static boolean isText(JsonNode schema) {
        return Pair.texts(SchemaForm.of(schema, Direction.REQUEST).path("type")).contains("string");
    }

    private static String style(JsonNode parameter) {
        boolean isForm = Set.of("query", "cookie").contains(parameter.path("in").asText());
        return parameter.path("style").asText(isForm ? "form" : "simple");
    }

    private static boolean isExploded(JsonNode parameter) {
        return parameter.path("explode").asBoolean(style(parameter).equals("form"));
    }

    private static boolean isPlain(JsonNode parameter) {
        Set<String> types = Pair.texts(
                SchemaForm.of(parameter.path("schema"), Direction.REQUEST).path("type"));
        return !types.isEmpty() && !types.contains("array") && !types.contains("object");
    }

    /** A parameter has either a media type or a style. If one replaces the other, the parameter is written differently. */
    static void mediaOfParameter(Pair pair, String keyword) {
        if (pair.isNew(keyword) || pair.isGone(keyword)) {
            Rule.DIFFERENT.judge(pair, keyword);
        } else {
            content(pair, keyword);
        }
    }

    static void body(Pair pair, String keyword) {
        if (pair.isNew(keyword)) {
            boolean isDemanded = pair.is(keyword).path("required").asBoolean();
            pair.found(isDemanded ? Effect.NARROWER : Effect.MORE, keyword, ": takes a body now");
        } else if (pair.isGone(keyword)) {
            pair.found(Effect.DIFFERENT, keyword, ": no longer takes a body");
        } else {
            pair.in("request", pair.was(keyword), pair.is(keyword)).judge(Rules.REQUEST_BODY);
        }
    }

    static void content(Pair pair, String keyword) {
        Rule.members(" as ", media -> pair.in("", media.before(), media.after()).judge(Rules.MEDIA_TYPE))
                .judge(spelledAlike(pair, keyword), keyword);
    }

    static void bodyRequired(Pair pair, String keyword) {
        required(pair.named(REQUEST, "the body"), keyword);
    }

    /** A resource is the same in every response, whatever the status. */
    static void contentOfResponse(Pair pair, String keyword) {
        content(pair.named(STATUS, "response"), keyword);
    }

    /** A part of a form has an encoding even if the contract does not mention it. */
    static void encoding(Pair pair, String keyword) {
        pair.members(keyword).forEach((name, part) -> pair.in(" encoding of " + name, part.before(), part.after())
                .judge(Rules.ENCODING));
    }

    /** Names of headers and media types are case-insensitive: the current names get the earlier spelling. */
    private static Pair spelledAlike(Pair pair, String keyword) {
        Map<String, String> spellings = new HashMap<>();
        pair.was(keyword).fieldNames().forEachRemaining(name -> spellings.put(inSmall(name), name));
        ObjectNode after = JsonNodeFactory.instance.objectNode();
        ObjectNode members = after.putObject(keyword);
        pair.is(keyword)
                .properties()
                .forEach(member -> members.set(
                        spellings.getOrDefault(inSmall(member.getKey()), member.getKey()), member.getValue()));
        return pair.in("", pair.before(), after);
    }

    private static String inSmall(String name) {
        return name.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    static void responses(Pair pair, String keyword) {
        for (String status : pair.in("", pair.was(keyword), pair.is(keyword)).names()) {
            JsonNode was = response(pair.was(keyword), status);
            JsonNode is = response(pair.is(keyword), status);
            Pair response = pair.in("response " + status, was, is).opposite();
            if (status.startsWith("x-")) {
                response.found(Effect.UNKNOWN, status, " has changed");
            } else if (was.isMissingNode()) {
                response.found(Effect.MORE, keyword, " is new");
            } else if (is.isMissingNode()) {
                response.found(Effect.DIFFERENT, keyword, " is gone");
            } else {
                pair.in("response " + status + ": ", was, is).opposite().judge(Rules.RESPONSE);
            }
        }
    }

    /** The response for a status: by its code, its range, or the default. */
    private static JsonNode response(JsonNode responses, String status) {
        return Stream.of(status, status.charAt(0) + "XX", "default")
                .map(responses::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** In a callback the server sends the requests and clients respond. */
    static void callback(Pair callback) {
        for (String address : callback.names()) {
            Pair sent = callback.in(" at " + address, callback.was(address), callback.is(address));
            if (!callback.before().has(address)) {
                sent.found(Effect.MORE, "callbacks", " is new");
            } else if (!callback.after().has(address)) {
                sent.found(Effect.DIFFERENT, "callbacks", " is gone");
            } else {
                judgeOperations(
                        Operations.ofCallback(address, sent.before()),
                        Operations.ofCallback(address, sent.after()),
                        (operation, was, is) -> callback.in(" " + operation.name() + ": ", was, is)
                                .opposite());
            }
        }
    }
}
