package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.contract.Contract;

/** Every pact fits the contract, which is told without a server; and what does not fit is named. */
class PactCheckTest {
    private static final PactCheck CHECK = new PactCheck(Contract.in(Path.of("openapi")));
    private static final String BACK_OFFICE = "back-office";
    private static final String STOREFRONT = "storefront";
    private static final String REPORTING = "reporting";

    static Stream<Arguments> interactions() {
        return Pacts.in(CommittedPact.DIRECTORY).interactions().stream()
                .map(interaction -> Arguments.of(interaction.consumer(), interaction.description(), interaction));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("interactions")
    void eachInteractionFitsTheContract(String consumer, String description, Interaction interaction) {
        assertThat(CHECK.departures(interaction)).isEmpty();
    }

    static Stream<Arguments> alterations() {
        String single = "#/paths/~1api~1customer_password_resets~1{id}/";
        String list = "#/paths/~1api~1customer_password_resets/";
        return Stream.of(
                altered(
                        "an unknown path",
                        BACK_OFFICE,
                        "a reset to delete",
                        pact -> put(pact, "/request", "path", "/api/password_resets/xYZkjABcde"),
                        "#/paths: the contract has no operation DELETE /api/password_resets/xYZkjABcde"),
                altered(
                        "an unknown method",
                        BACK_OFFICE,
                        "a reset to delete",
                        pact -> put(pact, "/request", "method", "PUT"),
                        "#/paths: the contract has no operation PUT"),
                altered(
                        "an unknown query parameter",
                        REPORTING,
                        "a month without resets",
                        pact -> list(pact, "/request/query", "colour", "red"),
                        list + "get: the contract refuses the request: PARAM_NOT_ALLOWED"),
                altered(
                        "an unknown filter",
                        REPORTING,
                        "a month without resets",
                        pact -> list(pact, "/request/query", "filter[q][phone_eq]", "1"),
                        list + "get: the contract refuses the request: FILTER_NOT_ALLOWED"),
                altered(
                        "a predicate that the attribute does not take",
                        REPORTING,
                        "a month without resets",
                        pact -> list(pact, "/request/query", "filter[q][reset_password_token_cont]", "x"),
                        "reset_password_token cannot be filtered by cont"),
                altered(
                        "too large a page",
                        REPORTING,
                        "the first page of a month",
                        pact -> list(pact, "/request/query", "page[size]", "26"),
                        "INVALID_PAGE_VALUE"),
                altered(
                        "an unknown include",
                        BACK_OFFICE,
                        "a reset and its customer",
                        pact -> list(pact, "/request/query", "include", "orders"),
                        "INVALID_INCLUDE"),
                altered(
                        "an unknown request header",
                        REPORTING,
                        "a month without resets",
                        pact -> list(pact, "/request/headers", "X-Colour", "red"),
                        list + "get/parameters: the contract has no request header X-Colour"),
                altered(
                        "another type of body",
                        BACK_OFFICE,
                        "another reference",
                        pact -> list(pact, "/request/headers", "Content-Type", "application/json"),
                        "UNSUPPORTED_MEDIA_TYPE"),
                altered(
                        "an attribute that cannot be written",
                        BACK_OFFICE,
                        "another reference",
                        pact -> put(pact, "/request/body/content/data/attributes", "created_at", "2018-01-01"),
                        single + "patch: the contract refuses the request: PARAM_NOT_ALLOWED: created_at"),
                altered(
                        "a value that is too long",
                        BACK_OFFICE,
                        "another reference",
                        pact -> put(pact, "/request/body/content/data/attributes", "reference", "x".repeat(256)),
                        "/data/attributes/reference too_long"),
                altered(
                        "another failure than the request's",
                        STOREFRONT,
                        "a shopper chooses too short a password",
                        pact -> put(pact, "/response/body/content/errors/0/meta", "error", "too_long"),
                        "/data/attributes/customer_password too_short"),
                altered(
                        "a failure that the request does not have",
                        REPORTING,
                        "a sort that there is not",
                        pact -> list(pact, "/request/query", "sort", "reference"),
                        list + "get: the contract takes the request, and the consumer expects a 400"),
                altered(
                        "a status that is not promised",
                        BACK_OFFICE,
                        "a reset to delete",
                        pact -> ((ObjectNode) pact.at("/response")).put("status", 202),
                        single + "delete/responses: the contract promises no status 202"),
                altered(
                        "a body where none is promised",
                        BACK_OFFICE,
                        "a reset to delete",
                        pact -> ((ObjectNode) pact.at("/response"))
                                .putObject("body")
                                .put("content", "gone"),
                        single + "delete/responses/204: the contract promises no body"),
                altered(
                        "a header that is not promised",
                        BACK_OFFICE,
                        "another reference",
                        pact -> list(pact, "/response/headers", "X-Colour", "red"),
                        single + "patch/responses/200: the contract promises no header X-Colour"),
                altered(
                        "another type of answer",
                        BACK_OFFICE,
                        "another reference",
                        pact -> list(pact, "/response/headers", "Content-Type", "text/csv"),
                        "the contract promises no header Content-Type: text/csv"),
                altered(
                        "an unknown attribute",
                        BACK_OFFICE,
                        "another reference",
                        pact -> put(pact, "/response/body/content/data/attributes", "nickname", "Johnny"),
                        "schema/properties/data/properties/attributes: /data/attributes: property 'nickname'"),
                altered(
                        "an unknown attribute in a list",
                        REPORTING,
                        "the last page of a month",
                        pact -> put(pact, "/response/body/content/data/0/attributes", "nickname", "Johnny"),
                        "/data/0/attributes: property 'nickname'"),
                altered(
                        "an unknown attribute of an included resource",
                        BACK_OFFICE,
                        "a reset and its customer",
                        pact -> put(pact, "/response/body/content/included/0/attributes", "nickname", "Johnny"),
                        "#/paths/~1api~1customers~1{id}/get/responses/200/",
                        "/included/attributes: property 'nickname'"),
                altered(
                        "an included resource of no type",
                        BACK_OFFICE,
                        "a reset and its customer",
                        pact -> put(pact, "/response/body/content/included/0", "type", "orders"),
                        "there are no resources of type \"orders\""),
                altered(
                        "an unknown member",
                        REPORTING,
                        "a month without resets",
                        pact -> put(pact, "/response/body/content/meta", "total", "0"),
                        "schema/properties/meta: /meta: property 'total'"),
                altered(
                        "a wrong type",
                        BACK_OFFICE,
                        "another reference",
                        pact -> ((ObjectNode) pact.at("/response/body/content/data/attributes")).put("reference", 18),
                        "/data/attributes/reference: integer found, string expected"),
                altered(
                        "a null that there is not",
                        BACK_OFFICE,
                        "another reference",
                        pact -> ((ObjectNode) pact.at("/response/body/content/data/attributes")).putNull("created_at"),
                        "/data/attributes/created_at: null found, string expected"),
                altered(
                        "a time that is none",
                        BACK_OFFICE,
                        "another reference",
                        pact -> put(pact, "/response/body/content/data/attributes", "updated_at", "yesterday"),
                        "/data/attributes/updated_at: "),
                altered(
                        "a pattern that the value does not match",
                        BACK_OFFICE,
                        "another reference",
                        pact -> put(pact, "/response/matchingRules/body/$.data.id/matchers/0", "regex", "^[0-9]+$"),
                        "/data/id: no value that the contract allows here is known to match ^[0-9]+$"),
                altered(
                        "an unknown error code",
                        STOREFRONT,
                        "a shopper comes too late",
                        pact -> put(pact, "/response/body/content/errors/0", "code", "TOKEN_EXPIRED"),
                        "/errors/0/code: does not have a value in the enumeration"),
                altered(
                        "a code of another status",
                        STOREFRONT,
                        "a shopper comes too late",
                        pact -> put(pact, "/response/body/content/errors/0", "code", "RECORD_NOT_FOUND"),
                        "RECORD_NOT_FOUND is a 404, not a 422"));
    }

    private static Arguments altered(
            String name, String consumer, String description, Consumer<JsonNode> alteration, String... told) {
        return Arguments.of(name, consumer, description, alteration, List.of(told));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void whatDoesNotFitIsNamed(
            String name, String consumer, String description, Consumer<JsonNode> alteration, List<String> told) {
        JsonNode pact =
                CommittedPact.read(CommittedPact.DIRECTORY.resolve(consumer + "-" + CommittedPact.PROVIDER + ".json"));
        JsonNode interaction = pact.path("interactions")
                .valueStream()
                .filter(each -> each.path("description").asText().equals(description))
                .findFirst()
                .orElseThrow();
        alteration.accept(interaction);

        assertThat(CHECK.departures(Interaction.of(consumer, interaction)))
                .first()
                .asString()
                .startsWith(consumer + ", \"" + description + "\", #/paths")
                .contains(told);
    }

    @Test
    void thePactsTravelAsTheyAre() {
        assertThat(Pacts.packaged()).isEqualTo(Pacts.in(CommittedPact.DIRECTORY));
        assertThat(Pacts.packaged().consumers()).contains(BACK_OFFICE, REPORTING, STOREFRONT);
    }

    private static void put(JsonNode interaction, String pointer, String name, String value) {
        ((ObjectNode) interaction.at(pointer)).put(name, value);
    }

    private static void list(JsonNode interaction, String pointer, String name, String value) {
        ((ObjectNode) interaction.at(pointer)).putArray(name).add(value);
    }
}
