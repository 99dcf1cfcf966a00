package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;

/**
 * What JSON:API 1.1 demands of a server (its MUSTs), section by section, each checked over HTTP.
 *
 * <p>Not in the table, because they do not apply here:
 *
 * <ul>
 *   <li>extensions, and profiles of one's own: the server has none, so it never has to name one, nor to vary by them;
 *   <li>415 for a read whose Content-Type has parameters: a request without a body carries nothing that the type describes;
 *   <li>{@code null} for an empty to-one relationship: a reset always has its customer;
 *   <li>links to pages of a relationship: its linkage comes whole;
 *   <li>409 for a client's id that is taken: clients choose no ids;
 *   <li>404 for a resource that a written relationship leads to: relationships are not written;
 *   <li>a name that begins with a globally allowed character: {@code _reset_password_token} is a name of the API that
 *       clients already use; it stands in requests alone;
 *   <li>an error's pointer to something that exists: to tell what is missing, it points to where that belongs.
 * </ul>
 */
class JsonApiChecklistTest extends ServerTest {
    private static final String RESETS = "/api/customer_password_resets";
    private static final String CUSTOMERS = "/api/customers";
    private static final String EVENTS = "/api/events";
    private static final String UNKNOWN = "NoSuchIdXx";
    private static final String MEDIA_TYPE = "application/vnd.api+json";
    private static final Pattern MEMBER_NAME = Pattern.compile(
            "[a-zA-Z0-9\\x{80}-\\x{10FFFF}]([-_ a-zA-Z0-9\\x{80}-\\x{10FFFF}]*[a-zA-Z0-9\\x{80}-\\x{10FFFF}])?");

    private record Must(String section, String text, Executable check) {}

    private final List<Must> table = new ArrayList<>();
    private final Map<String, Response> documents = new LinkedHashMap<>();
    private final Map<String, Response> refusals = new LinkedHashMap<>();
    private String email;
    private String customer;
    private String resetId;
    private String firstId;

    @BeforeAll
    void makeDocumentsOfAllShapes() {
        email = email();
        customer = customer(email, null).id();
        firstId = reset(email).id();
        resetId = reset(email).id();
        String mine = filter("customer_id", customer);
        for (String address : List.of(
                RESETS + "?" + mine,
                RESETS + "?include=customer,events&" + mine,
                RESETS + "?" + filter("customer_id", UNKNOWN),
                RESETS + "?include=customer&" + filter("customer_id", UNKNOWN),
                reset(),
                reset() + "?include=customer,events",
                reset() + "/customer",
                reset() + "/events",
                reset() + "/relationships/customer",
                reset() + "/relationships/events",
                CUSTOMERS + "?" + filter("id", customer),
                CUSTOMERS + "/" + customer,
                EVENTS + "?page%5Bsize%5D=2")) {
            documents.put(address, backEnd().get(address));
        }
        for (String address : List.of(
                reset() + "x",
                "/api/orders",
                RESETS + "?colour=red",
                RESETS + "?sort=metadata",
                RESETS + "?include=x")) {
            refusals.put(address, backEnd().get(address));
        }
        refusals.put("POST", backEnd().create("customers", "{\"email\":\"x\",\"password\":\"short\"}"));
        fillTheTable();
    }

    @TestFactory
    Stream<DynamicContainer> theStandardDemands() {
        Map<String, List<DynamicTest>> sections = new LinkedHashMap<>();
        table.forEach(must -> sections.computeIfAbsent(must.section(), name -> new ArrayList<>())
                .add(DynamicTest.dynamicTest(must.text(), must.check())));
        return sections.entrySet().stream()
                .map(section -> DynamicContainer.dynamicContainer(section.getKey(), section.getValue()));
    }

    private void must(String section, String text, Executable check) {
        table.add(new Must(section, text, check));
    }

    private void fillTheTable() {
        negotiate();
        structure();
        fetch();
        query();
        write();
        err();
    }

    private void negotiate() {
        String section = "Content Negotiation";
        must(
                section,
                "each response is sent as JSON:API, without parameters",
                () -> everyDocument(
                        response -> assertThat(response.header("Content-Type")).isEqualTo(MEDIA_TYPE)));
        must(section, "a HEAD has the headers of the GET (HTTP semantics)", () -> assertThat(
                        backEnd().send("HEAD", reset(), null).header("Content-Type"))
                .isEqualTo(MEDIA_TYPE));
        must(section, "415 for a Content-Type with other parameters than ext and profile", () -> assertThat(
                        sent(MEDIA_TYPE + ";charset=utf-8"))
                .isEqualTo(415));
        must(section, "415 for an extension that is not supported", () -> assertThat(
                        sent(MEDIA_TYPE + ";ext=\"https://example.com/e\""))
                .isEqualTo(415));
        must(section, "an unknown profile is ignored in Content-Type", () -> assertThat(
                        sent(MEDIA_TYPE + ";profile=\"https://example.com/p\""))
                .isEqualTo(200));
        must(section, "an unknown profile is ignored in Accept", () -> assertThat(
                        accepting(MEDIA_TYPE + ";profile=\"https://example.com/p\""))
                .isEqualTo(200));
        must(section, "406 where each JSON:API in Accept has other parameters", () -> assertThat(
                        accepting(MEDIA_TYPE + ";charset=utf-8, " + MEDIA_TYPE + ";a=b"))
                .isEqualTo(406));
        must(section, "406 where each JSON:API in Accept asks for an extension", () -> assertThat(
                        accepting(MEDIA_TYPE + ";ext=\"https://example.com/e\""))
                .isEqualTo(406));
        must(section, "one JSON:API in Accept without parameters is enough", () -> assertThat(
                        accepting(MEDIA_TYPE + ";charset=utf-8, " + MEDIA_TYPE))
                .isEqualTo(200));
    }

    private int sent(String contentType) {
        return backEnd()
                .header("Content-Type", contentType)
                .update("customers", customer, "{}")
                .status();
    }

    private int accepting(String accept) {
        return backEnd().header("Accept", accept).get(reset()).status();
    }

    private void structure() {
        String top = "Document Structure: Top Level";
        must(
                top,
                "an object is at the root",
                () -> everyDocument(
                        response -> assertThat(response.json().isObject()).isTrue()));
        must(
                top,
                "data, errors or meta is there; data and errors never both",
                () -> everyDocument(response -> assertThat(response.json().has("data"))
                        .isNotEqualTo(response.json().has("errors"))));
        must(
                top,
                "included only beside data",
                () -> everyDocument(response -> assertThat(!response.json().has("included")
                                || response.json().has("data"))
                        .isTrue()));
        must(
                top,
                "no members but the standard's",
                () -> everyDocument(response -> assertThat(response.json().fieldNames())
                        .toIterable()
                        .isSubsetOf("data", "errors", "meta", "jsonapi", "links", "included")));
        must(
                top,
                "a collection is an array, be it empty",
                () -> documents.forEach(
                        (address, response) -> assertThat(response.at("/data").isArray())
                                .as(address)
                                .isEqualTo(address.contains("?filter")
                                        || address.contains("&filter")
                                        || address.endsWith("/events")
                                        || address.startsWith(EVENTS))));
        must(top, "members that the standard does not know are ignored in a request", () -> assertThat(backEnd()
                        .send(
                                "PATCH",
                                CUSTOMERS + "/" + customer,
                                "{\"x\":1,\"data\":{\"x\":1,\"lid\":\"1\",\"type\":\"customers\",\"id\":\"%s\",\"meta\":{}}}"
                                        .formatted(customer))
                        .status())
                .isEqualTo(200));

        String resource = "Document Structure: Resource Objects";
        must(
                resource,
                "type and id are there, and strings",
                () -> everyResource(one -> assertThat(
                                one.path("type").isTextual() && one.path("id").isTextual())
                        .isTrue()));
        must(
                resource,
                "no members but the standard's",
                () -> everyResource(one -> assertThat(one.fieldNames())
                        .toIterable()
                        .isSubsetOf("type", "id", "attributes", "relationships", "links", "meta")));
        must(
                resource,
                "attributes and relationships are objects",
                () -> everyFullResource(one -> assertThat(one.path("attributes").isObject()
                                && (!one.has("relationships")
                                        || one.path("relationships").isObject()))
                        .isTrue()));
        must(
                resource,
                "fields share one namespace, without type and id",
                () -> everyFullResource(one -> {
                    List<String> names = names(one.path("attributes"));
                    names.addAll(names(one.path("relationships")));
                    assertThat(names).doesNotHaveDuplicates().doesNotContain("type", "id");
                }));
        must(resource, "type and id name one resource alone", () -> {
            Map<String, JsonNode> known = new LinkedHashMap<>();
            everyFullResource(one -> assertThat(known.computeIfAbsent(key(one), key -> one.path("links")))
                    .isEqualTo(one.path("links")));
        });
        must(
                resource,
                "a relationship has links, data or meta",
                () -> everyRelationship(relationship ->
                        assertThat(names(relationship)).isNotEmpty().isSubsetOf("links", "data", "meta")));
        must(
                resource,
                "a relationship's links have self or related",
                () -> everyRelationship(relationship -> assertThat(names(relationship.path("links")))
                        .isNotEmpty()
                        .isSubsetOf("self", "related")));
        must(
                resource,
                "linkage is null, an identifier or an array of them",
                () -> everyRelationship(relationship -> assertThat(StreamSupport.stream(
                                        list(relationship.path("data")).spliterator(), false)
                                .allMatch(one -> names(one).equals(List.of("type", "id"))))
                        .isTrue()));
        must(
                resource,
                "a resource's self link returns it as primary data",
                () -> everyFullResource(one -> {
                    Response response = backEnd().get(one.at("/links/self").asText());
                    assertThat(response.status()).isEqualTo(200);
                    assertThat(key(response.at("/data"))).isEqualTo(key(one));
                }));

        String compound = "Document Structure: Compound Documents";
        must(compound, "included resources stand in one array", () -> assertThat(
                        including().at("/included").isArray())
                .isTrue());
        must(
                compound,
                "full linkage: each is reached from the primary data",
                () -> everyDocument(response -> {
                    Set<String> linked = new HashSet<>();
                    list(response.at("/data")).forEach(one -> one.path("relationships")
                            .forEach(relationship -> list(relationship.path("data"))
                                    .forEach(identifier -> linked.add(key(identifier)))));
                    assertThat(keys(response.at("/included"))).isSubsetOf(linked);
                }));
        must(compound, "no resource object twice", () -> {
            List<String> keys = keys(including().at("/included"));
            keys.addAll(keys(including().at("/data")));
            assertThat(keys).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        });

        String others = "Document Structure: Meta, Links, Member Names";
        must(
                others,
                "meta and links are objects",
                () -> everyNode(node -> {
                    assertThat(!node.has("meta") || node.path("meta").isObject())
                            .isTrue();
                    assertThat(!node.has("links") || node.path("links").isObject())
                            .isTrue();
                }));
        must(
                others,
                "a link is a string, an object or null",
                () -> everyNode(node -> node.path("links")
                        .forEach(link -> assertThat(link.isTextual() || link.isObject() || link.isNull())
                                .isTrue())));
        must(
                others,
                "member names are of allowed characters",
                () -> everyNode(node -> assertThat(names(node))
                        .allMatch(name -> MEMBER_NAME.matcher(name).matches())));
        must(others, "a request's @-members are ignored", () -> assertThat(backEnd()
                        .update("customers", customer, "{\"@context\":{\"a\":1}}")
                        .status())
                .isEqualTo(200));
    }

    private void fetch() {
        String section = "Fetching Data";
        must(
                section,
                "a link that is given can be fetched: self and related of relationships",
                () -> everyRelationship(
                        relationship -> relationship.path("links").forEach(link -> assertThat(
                                        backEnd().get(link.asText()).status())
                                .isEqualTo(200))));
        must(
                section,
                "200 for a resource, a collection, a relationship",
                () -> documents.forEach((address, response) ->
                        assertThat(response.status()).as(address).isEqualTo(200)));
        must(section, "an empty collection is an empty array", () -> assertThat(documents
                        .get(RESETS + "?" + filter("customer_id", UNKNOWN))
                        .at("/data")
                        .toString())
                .isEqualTo("[]"));
        must(section, "404 for a resource that does not exist", () -> {
            for (String type : List.of(RESETS, CUSTOMERS, EVENTS)) {
                assertThat(backEnd().get(type + "/" + UNKNOWN).status()).isEqualTo(404);
            }
        });
        must(section, "404 for a relationship of a resource that does not exist, and for one that is none", () -> {
            for (String address : List.of(
                    RESETS + "/" + UNKNOWN + "/relationships/customer",
                    RESETS + "/" + UNKNOWN + "/relationships/events",
                    RESETS + "/" + UNKNOWN + "/customer",
                    reset() + "/relationships/orders",
                    reset() + "/orders")) {
                assertThat(backEnd().get(address).status()).as(address).isEqualTo(404);
            }
        });
        must(section, "a relationship's primary data is its linkage", () -> {
            assertThat(documents.get(reset() + "/relationships/customer").at("/data"))
                    .isEqualTo(documents
                            .get(reset() + "?include=customer,events")
                            .at("/data/relationships/customer/data"));
            assertThat(keys(documents.get(reset() + "/relationships/events").at("/data")))
                    .isNotEmpty()
                    .isEqualTo(keys(
                            documents.get(reset() + "?include=customer,events").at("/data/relationships/events/data")));
        });
    }

    private void query() {
        String inclusion = "Inclusion of Related Resources";
        must(inclusion, "400 where an operation has no include", () -> {
            for (String address : List.of(
                    EVENTS,
                    CUSTOMERS,
                    reset() + "/events",
                    reset() + "/relationships/events",
                    CUSTOMERS + "/" + customer)) {
                assertThat(backEnd().get(address + "?include=customer").status())
                        .as(address)
                        .isEqualTo(400);
            }
        });
        must(inclusion, "400 for a path that is unknown", () -> {
            for (String path : List.of("orders", "customer.orders", "customer,orders", "customer.")) {
                assertThat(backEnd().get(reset() + "?include=" + path).status())
                        .as(path)
                        .isEqualTo(400);
            }
        });
        must(inclusion, "included is there where include is, be it empty", () -> {
            assertThat(including().json().has("included")).isTrue();
            assertThat(documents
                            .get(RESETS + "?include=customer&" + filter("customer_id", UNKNOWN))
                            .at("/included")
                            .toString())
                    .isEqualTo("[]");
        });
        must(inclusion, "nothing is included that was not asked for", () -> {
            assertThat(keys(backEnd().get(reset() + "?include=customer").at("/included")))
                    .containsExactly("customers " + customer);
            assertThat(backEnd().get(reset()).json().has("included")).isFalse();
        });
        must(inclusion, "an empty include includes nothing", () -> {
            Response response = backEnd().get(reset() + "?include=");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.at("/included")).isEmpty();
        });

        String fieldsets = "Sparse Fieldsets";
        must(fieldsets, "no field but those that were asked for", () -> {
            Response response = backEnd()
                    .get(reset() + "?include=customer&fields%5Bcustomer_password_resets%5D=customer_email,events"
                            + "&fields%5Bcustomers%5D=email");
            assertThat(names(response.at("/data/attributes"))).containsExactly("customer_email");
            assertThat(names(response.at("/data/relationships"))).containsExactly("events");
            assertThat(names(response.at("/included/0/attributes"))).containsExactly("email");
        });
        must(fieldsets, "an empty value asks for no field", () -> {
            Response response = backEnd().get(reset() + "?fields%5Bcustomer_password_resets%5D=");
            assertThat(response.at("/data/attributes")).isEmpty();
            assertThat(response.at("/data/relationships")).isEmpty();
        });

        String sorting = "Sorting";
        must(sorting, "ascending, and descending behind a minus", () -> {
            String mine = filter("customer_id", customer);
            assertThat(keys(backEnd()
                            .get(RESETS + "?sort=created_at,id&" + mine)
                            .at("/data")))
                    .hasSize(2)
                    .first()
                    .isEqualTo("customer_password_resets " + firstOf(false));
            assertThat(keys(backEnd()
                            .get(RESETS + "?sort=-created_at,-id&" + mine)
                            .at("/data")))
                    .first()
                    .isEqualTo("customer_password_resets " + firstOf(true));
        });
        must(sorting, "400 for an order that is not supported", () -> {
            for (String sort : List.of("metadata", "colour", "", "created_at,", "customer.email", "--created_at")) {
                assertThat(backEnd().get(RESETS + "?sort=" + sort).status())
                        .as(sort)
                        .isEqualTo(400);
            }
        });

        String paging = "Pagination";
        must(paging, "the links are first, last, prev, next, in links beside the collection", () -> {
            // Three events: one of each of the two resets that there are, and one of this.
            String another = email();
            customer(another, null);
            reset(another);
            Response middle = backEnd().get(EVENTS + "?page%5Bsize%5D=1&page%5Bnumber%5D=2");
            assertThat(names(middle.at("/links"))).containsExactlyInAnyOrder("first", "last", "prev", "next");
            middle.at("/links")
                    .forEach(link ->
                            assertThat(backEnd().get(link.asText()).status()).isEqualTo(200));
        });
        must(paging, "a link that leads nowhere is left out or null", () -> {
            JsonNode links = documents
                    .get(RESETS + "?" + filter("customer_id", customer))
                    .at("/links");
            assertThat(links.hasNonNull("prev") || links.hasNonNull("next")).isFalse();
        });
        must(paging, "the order of pages is the order of the sort", () -> {
            String address = RESETS + "?sort=-created_at,-id&page%5Bsize%5D=1&" + filter("customer_id", customer);
            Response first = backEnd().get(address);
            Response next = backEnd().get(first.at("/links/next").asText());
            assertThat(keys(first.at("/data"))).containsExactly("customer_password_resets " + firstOf(true));
            assertThat(keys(next.at("/data"))).containsExactly("customer_password_resets " + firstOf(false));
        });

        String parameters = "Query Parameters";
        must(parameters, "400 for a parameter that is not the standard's and not known", () -> {
            for (String name :
                    List.of("colour", "colourName", "colour%5Ba%5D", "page%5Bx%5D", "filter", "_", "include%5B%5D")) {
                for (String address : List.of(RESETS, CUSTOMERS, EVENTS, reset())) {
                    assertThat(backEnd().get(address + "?" + name + "=1").status())
                            .as(name)
                            .isEqualTo(400);
                }
            }
        });
    }

    /** Of two resets that may have been made within one millisecond. */
    private String firstOf(boolean descending) {
        JsonNode one = backEnd().get(RESETS + "/" + firstId).at("/data");
        JsonNode other = backEnd().get(reset()).at("/data");
        int order = Stream.of("/attributes/created_at", "/id")
                .mapToInt(key ->
                        one.at(key).asText().compareToIgnoreCase(other.at(key).asText()))
                .filter(compared -> compared != 0)
                .findFirst()
                .orElseThrow();
        return (order < 0) == descending ? resetId : firstId;
    }

    private void write() {
        String creating = "Creating Resources";
        must(creating, "the type is needed: 400 without", () -> assertThat(backEnd()
                        .send("POST", CUSTOMERS, "{\"data\":{\"attributes\":{}}}")
                        .status())
                .isEqualTo(400));
        must(creating, "403 for an id that the client chose", () -> assertThat(backEnd()
                        .send("POST", CUSTOMERS, "{\"data\":{\"type\":\"customers\",\"id\":\"abcdefghij\"}}")
                        .status())
                .isEqualTo(403));
        must(creating, "409 for a type that the collection does not have", () -> assertThat(backEnd()
                        .send("POST", CUSTOMERS, "{\"data\":{\"type\":\"orders\"}}")
                        .status())
                .isEqualTo(409));
        must(creating, "201 with the resource; Location is its self link", () -> {
            Response response = customer(email(), null);
            assertThat(response.status()).isEqualTo(201);
            assertThat(response.at("/data/type").asText()).isEqualTo("customers");
            assertThat(response.header("Location"))
                    .isEqualTo(response.at("/data/links/self").asText());
        });

        String updating = "Updating Resources";
        must(updating, "type and id are needed: 400 without", () -> {
            assertThat(patch("\"type\":\"customers\"")).isEqualTo(400);
            assertThat(patch("\"id\":\"" + customer + "\"")).isEqualTo(400);
        });
        must(updating, "attributes that are absent keep their values; 200 with what changed besides", () -> {
            String id = customer(email(), null).id();
            backEnd().update("customers", id, "{\"reference\":\"r\",\"metadata\":{\"a\":1}}");
            Response response = backEnd().update("customers", id, "{\"reference_origin\":\"o\"}");
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.attribute("reference").asText()).isEqualTo("r");
            assertThat(response.attribute("metadata").toString()).isEqualTo("{\"a\":1}");
            assertThat(response.at("/data")).isNotEmpty();
        });
        must(updating, "403 for the replacement of a relationship", () -> {
            for (String data : List.of("\"events\":{\"data\":[]}", "\"customer\":{\"data\":null}")) {
                Response response = backEnd()
                        .send(
                                "PATCH",
                                reset(),
                                "{\"data\":{\"type\":\"customer_password_resets\",\"id\":\"%s\",\"relationships\":{%s}}}"
                                        .formatted(resetId, data));
                assertThat(response.status()).as(response.body()).isEqualTo(403);
            }
        });
        must(updating, "404 for a resource that does not exist", () -> assertThat(
                        backEnd().update("customers", UNKNOWN, "{}").status())
                .isEqualTo(404));
        must(updating, "409 for a type or id that is not the address's", () -> {
            assertThat(patch("\"type\":\"orders\",\"id\":\"" + customer + "\"")).isEqualTo(409);
            assertThat(patch("\"type\":\"customers\",\"id\":\"" + UNKNOWN + "\""))
                    .isEqualTo(409);
        });

        must("Updating Relationships", "403 for an update that is not supported", () -> {
            for (String relationship : List.of("customer", "events")) {
                for (String method : List.of("PATCH", "POST", "DELETE")) {
                    assertThat(backEnd()
                                    .send(method, reset() + "/relationships/" + relationship, "{\"data\":null}")
                                    .status())
                            .isEqualTo(403);
                }
            }
        });

        must("Deleting Resources", "204 has no document; then it does not exist", () -> {
            String address = CUSTOMERS + "/" + customer(email(), null).id();
            Response response = backEnd().delete(address);
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
            assertThat(backEnd().delete(address).status()).isEqualTo(404);
            assertThat(backEnd().get(address).status()).isEqualTo(404);
        });
    }

    private int patch(String members) {
        return backEnd()
                .send("PATCH", CUSTOMERS + "/" + customer, "{\"data\":{" + members + "}}")
                .status();
    }

    private void err() {
        String section = "Errors";
        must(section, "errors are an array of objects", () -> refusals.values()
                .forEach(response ->
                        assertThat(response.at("/errors")).isNotEmpty().allMatch(JsonNode::isObject)));
        must(
                section,
                "no members but the standard's",
                () -> everyError(error -> assertThat(names(error))
                        .isNotEmpty()
                        .isSubsetOf("id", "links", "status", "code", "title", "detail", "source", "meta")));
        must(section, "status and code are strings; the status is the response's", () -> refusals.values()
                .forEach(response -> response.at("/errors").forEach(error -> {
                    assertThat(error.path("status").textValue()).isEqualTo(Integer.toString(response.status()));
                    assertThat(error.path("code").isTextual()).isTrue();
                })));
        must(
                section,
                "source is an object with one of pointer, parameter, header",
                () -> everyError(error -> {
                    if (error.has("source")) {
                        assertThat(names(error.path("source"))).hasSize(1).isSubsetOf("pointer", "parameter", "header");
                    }
                }));
        must(section, "several errors in one document", () -> assertThat(
                        refusals.get("POST").at("/errors"))
                .hasSize(2));
    }

    private String reset() {
        return RESETS + "/" + resetId;
    }

    private Response including() {
        return documents.get(RESETS + "?include=customer,events&" + filter("customer_id", customer));
    }

    private static String filter(String attribute, String value) {
        return "filter%5B" + attribute + "%5D=" + value;
    }

    private void everyDocument(Consumer<Response> check) {
        assertThat(documents.values()).isNotEmpty().allSatisfy(check);
        assertThat(refusals.values()).isNotEmpty().allSatisfy(check);
    }

    private void everyResource(Consumer<JsonNode> check) {
        assertThat(documents.values()).isNotEmpty().allSatisfy(response -> {
            list(response.at("/data")).forEach(check);
            list(response.at("/included")).forEach(check);
        });
    }

    /** Those that are more than identifiers. */
    private void everyFullResource(Consumer<JsonNode> check) {
        List<JsonNode> full = new ArrayList<>();
        everyResource(one -> {
            if (one.has("attributes")) {
                full.add(one);
            }
        });
        assertThat(full).hasSizeGreaterThan(10).allSatisfy(check);
    }

    private void everyRelationship(Consumer<JsonNode> check) {
        List<JsonNode> all = new ArrayList<>();
        everyResource(one -> one.path("relationships").forEach(all::add));
        assertThat(all).hasSizeGreaterThan(4).allSatisfy(check);
    }

    private void everyError(Consumer<JsonNode> check) {
        List<JsonNode> all = new ArrayList<>();
        refusals.values().forEach(response -> response.at("/errors").forEach(all::add));
        assertThat(all).isNotEmpty().allSatisfy(check);
    }

    private void everyNode(Consumer<JsonNode> check) {
        everyDocument(response -> everyNode(response.json(), check));
    }

    private static void everyNode(JsonNode node, Consumer<JsonNode> check) {
        if (node.isObject()) {
            check.accept(node);
        }
        node.forEach(member -> everyNode(member, check));
    }

    /** One resource as a list of one; none as none. */
    private static Iterable<JsonNode> list(JsonNode data) {
        return data.isArray() ? data : data.isObject() ? List.of(data) : List.of();
    }

    private static List<String> keys(JsonNode data) {
        List<String> keys = new ArrayList<>();
        list(data).forEach(one -> keys.add(key(one)));
        return keys;
    }

    private static String key(JsonNode resource) {
        return resource.path("type").asText() + " " + resource.path("id").asText();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
