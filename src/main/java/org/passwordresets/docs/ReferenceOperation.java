package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operation's section of the Reference.
 *
 * @param rights the kinds of applications that may use it
 * @param resourceType the type that it returns; empty without one
 * @param open whether it needs no access token
 * @param mediaTypes those of its request body
 * @param resource whether its request body has a resource, with attributes
 * @param attributes what its request body can have
 * @param returned the members of its successful response, unless it has a resource
 * @param sdk the same request with Commerce Layer's SDK; null if the SDK has no method for it
 */
record ReferenceOperation(
        String id,
        String method,
        String path,
        String tag,
        String summary,
        String description,
        boolean deprecated,
        String deprecatedSince,
        List<String> rights,
        boolean open,
        String resourceType,
        boolean list,
        List<Parameter> parameters,
        List<String> mediaTypes,
        boolean resource,
        List<Member> attributes,
        List<Member> returned,
        String curl,
        @Nullable String sdk,
        List<Response> responses,
        List<Example> examples) {
    /** A parameter of the path or the query, or a header. */
    record Parameter(String place, Member member) {
        String name() {
            return member.name();
        }

        String description() {
            return member.description();
        }
    }

    /** A status with its errors. An error that many operations share has its example on the Errors page. */
    record Response(
            String status, String description, List<String> codes, List<String> validations, List<Member> headers) {
        char statusClass() {
            return status.charAt(0);
        }

        boolean hasHeaders() {
            return !headers.isEmpty();
        }
    }

    /** A response as it may be, with the request that gets it. */
    record Example(
            String anchor,
            String summary,
            String status,
            @Nullable String request,
            @Nullable String response) {
        char statusClass() {
            return status.charAt(0);
        }
    }

    static List<ReferenceOperation> all(Definitions definitions, Samples samples) {
        return ContractOperation.all(definitions).stream()
                .map(operation -> of(operation, definitions, samples))
                .toList();
    }

    private static ReferenceOperation of(ContractOperation operation, Definitions definitions, Samples samples) {
        JsonNode node = operation.node();
        JsonNode data = definitions.property(operation.body(), "data");
        return new ReferenceOperation(
                operation.id(),
                operation.method(),
                operation.path(),
                operation.tag(),
                operation.summary(),
                node.path("description").asText(),
                node.path("deprecated").asBoolean(),
                node.path("x-deprecated-since").asText(),
                Definitions.texts(node.path("x-rights")),
                !operation.needsToken(),
                ResourceTable.typeOf(operation.returned(), definitions),
                operation.returnsList(),
                operation.parameters().stream()
                        .map(parameter -> parameter(parameter, definitions))
                        .toList(),
                operation.mediaTypes(),
                data.path("properties").has("attributes"),
                data.path("properties").has("attributes")
                        ? definitions.allMembers(data.path("properties").path("attributes"))
                        : definitions.allMembers(operation.body()),
                returned(operation, definitions),
                samples.curl(operation),
                samples.sdk(operation),
                operation.responses().stream()
                        .map(response -> response(response.getKey(), response.getValue(), definitions))
                        .toList(),
                examples(operation, definitions));
    }

    /** Resources have tables of their own. */
    private static List<Member> returned(ContractOperation operation, Definitions definitions) {
        JsonNode schema = ContractOperation.first(operation.success()).path("schema");
        return definitions.property(schema, "data").isEmpty() ? definitions.allMembers(schema) : List.of();
    }

    private static Parameter parameter(JsonNode parameter, Definitions definitions) {
        JsonNode schema = parameter.has("schema")
                ? parameter.get("schema")
                : ContractOperation.first(parameter).path("schema");
        Member member = definitions.member(
                parameter.path("name").asText(),
                schema,
                parameter.path("required").asBoolean());
        return new Parameter(
                parameter.path("in").asText(),
                new Member(
                        member.name(),
                        member.type(),
                        member.nullable(),
                        member.required(),
                        parameter.path("description").asText(member.description()),
                        member.limits(),
                        parameter.path("example").asText(member.example()),
                        parameter));
    }

    private static Response response(String status, JsonNode response, Definitions definitions) {
        List<JsonNode> errors = errors(response, definitions).toList();
        return new Response(
                status,
                response.path("description").asText(),
                codes(errors),
                distinct(errors, "/meta/error"),
                response.path("headers").properties().stream()
                        .map(header -> header(header.getKey(), definitions.follow(header.getValue()), definitions))
                        .toList());
    }

    private static Member header(String name, JsonNode header, Definitions definitions) {
        Member member = definitions.member(
                name, header.path("schema"), header.path("required").asBoolean());
        return new Member(
                name,
                member.type(),
                false,
                member.required(),
                header.path("description").asText(),
                "",
                header.path("example").asText(),
                header);
    }

    private static Stream<JsonNode> errors(JsonNode response, Definitions definitions) {
        return ContractOperation.first(response)
                .path("examples")
                .valueStream()
                .flatMap(example ->
                        definitions.follow(example).path("value").path("errors").valueStream());
    }

    /** An error of OAuth, whose status is a number, has its code as its title. */
    private static List<String> codes(List<JsonNode> errors) {
        return Stream.of(true, false)
                .flatMap(isOfOAuth -> distinct(
                        errors.stream()
                                .filter(error -> error.path("status").isNumber() == isOfOAuth)
                                .toList(),
                        isOfOAuth ? "/title" : "/code")
                        .stream())
                .toList();
    }

    private static List<String> distinct(List<JsonNode> errors, String pointer) {
        return errors.stream()
                .map(error -> error.at(pointer).asText())
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /** The contract gives a request and its response the same name. */
    private static List<Example> examples(ContractOperation operation, Definitions definitions) {
        Map<String, JsonNode> requests = named(operation.content(), definitions);
        Map<String, Example> examples = new LinkedHashMap<>();
        operation.responses().stream()
                .filter(response -> !response.getValue().path("x-shared").asBoolean())
                .forEach(response -> named(ContractOperation.first(response.getValue()), definitions)
                        .forEach((name, example) -> examples.putIfAbsent(
                                name,
                                new Example(
                                        operation.id() + "." + name,
                                        summary(name, example),
                                        response.getKey(),
                                        Optional.ofNullable(requests.get(name))
                                                .map(request -> Samples.pretty(request.path("value")))
                                                .orElse(null),
                                        Samples.pretty(example.path("value"))))));
        return List.copyOf(examples.values());
    }

    private static String summary(String name, JsonNode example) {
        return example.path("summary").asText(name);
    }

    private static Map<String, JsonNode> named(JsonNode content, Definitions definitions) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        content.path("examples")
                .properties()
                .forEach(example -> named.put(example.getKey(), definitions.follow(example.getValue())));
        return named;
    }

    String verb() {
        return method.toUpperCase(Locale.ROOT);
    }

    /** The operation in the viewer. */
    String tryAddress() {
        return Pages.VIEWER + "#tag/" + tag + "/" + id;
    }

    boolean hasRights() {
        return !rights.isEmpty();
    }

    boolean hasParameters() {
        return !parameters.isEmpty();
    }

    boolean hasChoiceOfMediaTypes() {
        return mediaTypes.size() > 1;
    }

    boolean hasReturned() {
        return !returned.isEmpty();
    }

    boolean hasAttributes() {
        return !attributes.isEmpty();
    }

    boolean hasExamples() {
        return !examples.isEmpty();
    }

    void addTo(SearchIndex search) {
        search.add("Operation", summary, verb() + " " + path, description, "reference.html#" + id);
    }
}
