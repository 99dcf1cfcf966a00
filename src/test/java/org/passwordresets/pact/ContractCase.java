package org.passwordresets.pact;

import au.com.dius.pact.core.model.PactSpecVersion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The {@link SamplePact} with one change, and what the contract says of it.
 *
 * @param name what has been changed
 * @param description of the interaction that has been
 * @param told what is to be said of it; nothing where it fits
 */
record ContractCase(String name, String description, Consumer<ObjectNode> change, List<String> told) {
    private static final String RESET = "a reset and its customer";
    private static final String LIST = "resets since a day";
    private static final String UPDATE = "another reference";
    private static final String DELETION = "a reset to delete";
    private static final String REFUSAL = "no e-mail address";
    private static final String AT_LIST = "#/paths/~1api~1customer_password_resets/";
    private static final String AT_RESET = "#/paths/~1api~1customer_password_resets~1{id}/";

    /** The pact in that version. */
    JsonNode pact(PactSpecVersion version) {
        ObjectNode pact = SamplePact.with(description);
        change.accept(SamplePact.interaction(pact));
        return SamplePact.in(version, pact);
    }

    @Override
    public String toString() {
        return name;
    }

    static Stream<ContractCase> all() {
        return Stream.of(unaltered(), requests(), looseExpectations(), responses(), lists(), errors())
                .flatMap(cases -> cases);
    }

    private static Stream<ContractCase> unaltered() {
        return Stream.of(RESET, LIST, UPDATE, DELETION, REFUSAL)
                .map(description -> fits(description + ", unchanged", description, pact -> {}));
    }

    private static Stream<ContractCase> requests() {
        return Stream.of(
                refused(
                        "an unknown path",
                        DELETION,
                        pact -> put(pact, "/request", "path", "/api/password_resets/xYZkjABcde"),
                        "#/paths: the contract has no operation DELETE /api/password_resets/xYZkjABcde"),
                refused(
                        "an unknown method",
                        DELETION,
                        pact -> put(pact, "/request", "method", "PUT"),
                        "#/paths: the contract has no operation PUT"),
                refused(
                        "an unknown query parameter",
                        LIST,
                        pact -> list(pact, "/request/query", "colour", "red"),
                        AT_LIST + "get: the contract refuses the request: PARAM_NOT_ALLOWED"),
                refused(
                        "an unknown filter",
                        LIST,
                        pact -> list(pact, "/request/query", "filter[q][shoe_size_eq]", "1"),
                        AT_LIST + "get: the contract refuses the request: FILTER_NOT_ALLOWED"),
                refused(
                        "a predicate that the attribute does not take",
                        LIST,
                        pact -> list(pact, "/request/query", "filter[q][reset_password_token_cont]", "x"),
                        "You cannot filter reset_password_token by cont"),
                refused(
                        "too large a page",
                        LIST,
                        pact -> list(pact, "/request/query", "page[size]", "26"),
                        "INVALID_PAGE_VALUE"),
                refused(
                        "an unknown sort key",
                        LIST,
                        pact -> list(pact, "/request/query", "sort", "colour"),
                        "INVALID_SORT"),
                refused(
                        "an unknown include",
                        RESET,
                        pact -> list(pact, "/request/query", "include", "orders"),
                        "INVALID_INCLUDE"),
                refused(
                        "a parameter given twice",
                        LIST,
                        pact -> ((ArrayNode) pact.at("/request/query/sort")).add("created_at"),
                        "can occur only once"),
                refused(
                        "an unknown request header with an effect",
                        UPDATE,
                        pact -> list(pact, "/request/headers", "Idempotency-Key", "18"),
                        AT_RESET + "patch/parameters: the contract has no request header Idempotency-Key"),
                fits("a user agent", LIST, pact -> list(pact, "/request/headers", "User-Agent", "shop/1.0")),
                fits(
                        "a trace",
                        LIST,
                        pact -> list(
                                pact,
                                "/request/headers",
                                "traceparent",
                                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")),
                fits("a request id", LIST, pact -> list(pact, "/request/headers", "X-Request-Id", "18")),
                fits("a language", LIST, pact -> list(pact, "/request/headers", "Accept-Language", "de")),
                refused(
                        "another type of body",
                        UPDATE,
                        pact -> list(pact, "/request/headers", "Content-Type", "application/json"),
                        "UNSUPPORTED_MEDIA_TYPE"),
                refused(
                        "a body whose type is not said",
                        UPDATE,
                        pact -> {
                            object(pact, "/request/headers").remove("Content-Type");
                            object(pact, "/request/body").put("contentType", "application/json");
                        },
                        "UNSUPPORTED_MEDIA_TYPE"),
                refused(
                        "another type of response asked for",
                        LIST,
                        pact -> list(pact, "/request/headers", "Accept", "application/json"),
                        "NOT_ACCEPTABLE"),
                refused(
                        "an attribute that cannot be written",
                        UPDATE,
                        pact -> put(pact, "/request/body/content/data/attributes", "created_at", "2018-01-01"),
                        AT_RESET
                                + "patch: the contract refuses the request: PARAM_NOT_ALLOWED: You cannot write created_at"),
                refused(
                        "an unknown attribute in the request",
                        UPDATE,
                        pact -> put(pact, "/request/body/content/data/attributes", "favourite_colour", "red"),
                        "PARAM_NOT_ALLOWED: You cannot write favourite_colour"),
                refused(
                        "a value that is too long",
                        UPDATE,
                        pact -> put(pact, "/request/body/content/data/attributes", "reference", "x".repeat(256)),
                        "/data/attributes/reference too_long"),
                refused(
                        "another id in the body than in the path",
                        UPDATE,
                        pact -> put(pact, "/request/body/content/data", "id", "AAAAAAAAAA"),
                        "KEY_NOT_INCLUDED_IN_URL"));
    }

    private static Stream<ContractCase> looseExpectations() {
        return Stream.of(
                fits("a 422 alone", REFUSAL, pact -> response(pact).remove("body")),
                fits("a 422 and its code alone", REFUSAL, pact -> {
                    object(pact, "/response/body/content/errors/0").remove(List.of("source", "meta"));
                }),
                fits("a 422 and its pointer alone", REFUSAL, pact -> {
                    object(pact, "/response/body/content/errors/0").remove(List.of("code", "meta"));
                }),
                fits("a 422 with a code of any kind", REFUSAL, pact -> {
                    object(pact, "/response/body/content/errors/0/meta").put("error", "invalid");
                    rule(pact, "$.errors[0].meta.error", "{\"match\": \"type\"}");
                }),
                fits("a 400 alone", LIST, pact -> {
                    list(pact, "/request/query", "filter[q][shoe_size_eq]", "1");
                    response(pact).put("status", 400).remove(List.of("body", "matchingRules"));
                }),
                fits("a 406 for a format that the API does not speak", LIST, pact -> {
                    list(pact, "/request/headers", "Accept", "text/csv");
                    response(pact).put("status", 406).remove(List.of("body", "matchingRules"));
                }),
                refused(
                        "another pointer",
                        REFUSAL,
                        pact -> object(pact, "/response/body/content/errors/0/source")
                                .put("pointer", "/data/attributes/reference"),
                        "the contract refuses the request: /data/attributes/customer_email blank"),
                refused(
                        "another reason",
                        REFUSAL,
                        pact -> object(pact, "/response/body/content/errors/0/meta")
                                .put("error", "taken"),
                        "the contract refuses the request: /data/attributes/customer_email blank"),
                refused(
                        "a success for what is refused",
                        REFUSAL,
                        pact -> response(pact).put("status", 201).remove("body"),
                        "the contract refuses the request: /data/attributes/customer_email blank"),
                refused(
                        "a 400 for what is not refused",
                        LIST,
                        pact -> response(pact).put("status", 400).remove(List.of("body", "matchingRules")),
                        "the contract takes the request, and the consumer expects a 400"));
    }

    private static Stream<ContractCase> responses() {
        return Stream.of(
                refused(
                        "another status",
                        DELETION,
                        pact -> response(pact).put("status", 202),
                        AT_RESET + "delete/responses: the contract has no status 202"),
                refused(
                        "a body where none is promised",
                        DELETION,
                        pact -> response(pact)
                                .putObject("body")
                                .put("content", "gone")
                                .put("contentType", "text/plain"),
                        "delete/responses/204"),
                refused(
                        "a header that is not promised",
                        UPDATE,
                        pact -> list(pact, "/response/headers", "X-Colour", "red"),
                        AT_RESET + "patch/responses/200: the contract has no header X-Colour"),
                refused(
                        "another type of response",
                        UPDATE,
                        pact -> list(pact, "/response/headers", "Content-Type", "text/csv"),
                        "the contract has no header Content-Type: text/csv"),
                refused(
                        "an unknown attribute",
                        UPDATE,
                        pact -> put(pact, "/response/body/content/data/attributes", "nickname", "Johnny"),
                        "schema/properties/data/properties/attributes: /data/attributes: property 'nickname' is not known"),
                refused(
                        "an attribute that is only ever sent",
                        UPDATE,
                        pact -> put(pact, "/response/body/content/data/attributes", "customer_password", "x"),
                        "/data/attributes: property 'customer_password' is not known"),
                refused(
                        "an unknown attribute of an included resource",
                        RESET,
                        pact -> put(pact, "/response/body/content/included/0/attributes", "nickname", "Johnny"),
                        "#/paths/~1api~1customers~1{id}/get/responses/200/",
                        "/included/0/attributes: property 'nickname' is not known"),
                refused(
                        "an included resource of no type",
                        RESET,
                        pact -> put(pact, "/response/body/content/included/0", "type", "orders"),
                        "there are no resources of type \"orders\""),
                refused(
                        "a wrong type",
                        UPDATE,
                        pact -> object(pact, "/response/body/content/data/attributes")
                                .put("reference", 18),
                        "/data/attributes/reference: integer found, string expected"),
                refused(
                        "a null that there is not",
                        UPDATE,
                        pact -> object(pact, "/response/body/content/data/attributes")
                                .putNull("created_at"),
                        "/data/attributes/created_at: null found, string expected"),
                refused(
                        "a time that is none",
                        UPDATE,
                        pact -> put(pact, "/response/body/content/data/attributes", "updated_at", "yesterday"),
                        "/data/attributes/updated_at: "),
                fits("metadata, whose members are anybody's", UPDATE, pact -> object(
                                pact, "/response/body/content/data/attributes")
                        .putObject("metadata")
                        .put("colour", "red")),
                refused(
                        "a field that the request leaves out",
                        RESET,
                        pact -> list(pact, "/request/query", "fields[customer_password_resets]", "reference"),
                        AT_RESET + "get/parameters: /data/attributes/customer_email: the request asks for"
                                + " fields[customer_password_resets]=reference alone"),
                refused(
                        "an included resource that the request leaves out",
                        RESET,
                        pact -> object(pact, "/request").remove("query"),
                        "/included/0: nothing of type customers is included, as the request says no include"),
                refused(
                        "a linkage that the request leaves out",
                        RESET,
                        pact -> object(pact, "/response/body/content/data")
                                .putObject("relationships")
                                .putObject("events")
                                .putArray("data"),
                        "/data/relationships/events/data: is there only where the request says include=events"),
                refused(
                        "a pattern that the value does not match",
                        RESET,
                        pact -> rule(pact, "$.data.id", "{\"match\": \"regex\", \"regex\": \"^[0-9]+$\"}"),
                        "/data/id: no value that the contract allows here is known to match ^[0-9]+$"),
                refused(
                        "a regular expression of JavaScript's",
                        RESET,
                        pact -> rule(
                                pact,
                                "$.data.attributes.customer_email",
                                "{\"match\": \"regex\", \"regex\": \"^[^]+@[^]+$\"}"),
                        "/data/attributes/customer_email: the regular expression ^[^]+@[^]+$ is none of Java's",
                        "[\\s\\S] for [^]"));
    }

    private static Stream<ContractCase> lists() {
        return Stream.of(
                refused(
                        "an unknown attribute in a list",
                        LIST,
                        pact -> put(pact, "/response/body/content/data/0/attributes", "nickname", "Johnny"),
                        "/data/0/attributes: property 'nickname' is not known"),
                refused(
                        "a pattern in a list that the value does not match",
                        LIST,
                        pact -> rule(pact, "$.data[*].id", "{\"match\": \"regex\", \"regex\": \"^[0-9]+$\"}"),
                        "/data/0/id: no value that the contract allows here is known to match ^[0-9]+$"),
                refused(
                        "an unknown member",
                        LIST,
                        pact -> object(pact, "/response/body/content")
                                .putObject("meta")
                                .put("total", 0),
                        "schema/properties/meta: /meta: property 'total' is not known"),
                fits("a list of several", LIST, pact -> {
                    ArrayNode data = (ArrayNode) pact.at("/response/body/content/data");
                    data.add(data.get(0).deepCopy());
                }));
    }

    private static Stream<ContractCase> errors() {
        return Stream.of(
                refused(
                        "an unknown error code",
                        REFUSAL,
                        pact -> put(pact, "/response/body/content/errors/0", "code", "TOKEN_EXPIRED"),
                        "/errors/0/code: does not have a value in the enumeration"),
                refused(
                        "a code of another status",
                        REFUSAL,
                        pact -> put(pact, "/response/body/content/errors/0", "code", "RECORD_NOT_FOUND"),
                        "RECORD_NOT_FOUND is a 404, not a 422"));
    }

    private static ContractCase fits(String name, String description, Consumer<ObjectNode> change) {
        return new ContractCase(name, description, change, List.of());
    }

    private static ContractCase refused(String name, String description, Consumer<ObjectNode> change, String... told) {
        return new ContractCase(name, description, change, List.of(told));
    }

    private static ObjectNode object(JsonNode interaction, String pointer) {
        return (ObjectNode) interaction.at(pointer);
    }

    private static ObjectNode response(JsonNode interaction) {
        return object(interaction, "/response");
    }

    private static void put(JsonNode interaction, String pointer, String name, String value) {
        object(interaction, pointer).put(name, value);
    }

    private static void list(JsonNode interaction, String pointer, String name, String value) {
        object(interaction, pointer).putArray(name).add(value);
    }

    private static void rule(JsonNode interaction, String path, String matcher) {
        response(interaction)
                .withObjectProperty("matchingRules")
                .withObjectProperty("body")
                .putObject(path)
                .put("combine", "AND")
                .putArray("matchers")
                .add(SamplePact.json(matcher));
    }
}
