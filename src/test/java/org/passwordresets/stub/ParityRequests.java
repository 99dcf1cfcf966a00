package org.passwordresets.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.ResourceType;

/**
 * What there is to ask of each operation, rightly and wrongly, derived from the contract: a new operation, attribute,
 * parameter or example is asked for by itself.
 */
final class ParityRequests {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper READER = new ObjectMapper();
    private static final String ID = "{id}";
    private static final String UNKNOWN_ID = "NoSuchIdXx";
    private static final int MEBIBYTE = 1024 * 1024;
    private static final Map<String, String> IDS = Map.of(
            "customers", "YDWxVhZKjb",
            "customer_password_resets", "xYZkjABcde",
            "events", "KdBqhLrtWm");

    private final Contract contract;
    private final List<ParityRequest> requests = new ArrayList<>();

    private ParityRequests(Contract contract) {
        this.contract = contract;
    }

    static List<ParityRequest> of(Contract contract) {
        ParityRequests all = new ParityRequests(contract);
        contract.operations().forEach(all::addOperation);
        contract.operations().stream().map(Operation::path).distinct().forEach(all::addPath);
        all.addUnknownPaths();
        all.addOutside();
        return all.requests;
    }

    private void addOperation(Operation operation) {
        ParityRequest good = addExamples(operation);
        addHeaders(good, operation);
        if (operation.path().contains(ID)) {
            addIds(good, operation);
        }
        addQueries(good, operation);
        if (operation.document() != null) {
            addBodies(good, operation);
        }
    }

    private void add(ParityRequest request, String what) {
        requests.add(request.named(what));
    }

    /** The first of them is good. */
    private ParityRequest addExamples(Operation operation) {
        ParityRequest request = ParityRequest.of(operation.id(), operation.method(), address(operation.path()), null);
        JsonNode examples = operation.definition().at("/requestBody/content/application~1vnd.api+json/examples");
        if (examples.isMissingNode()) {
            add(request, "as it is meant");
            return request;
        }
        examples.properties()
                .forEach(example -> add(
                        request.saying(example.getValue().path("value").toString()),
                        "the example " + example.getKey()));
        return request.saying(
                examples.properties().iterator().next().getValue().path("value").toString());
    }

    private static String address(String path) {
        return path.replace(ID, IDS.getOrDefault(path.split("/")[2], UNKNOWN_ID));
    }

    private void addHeaders(ParityRequest good, Operation operation) {
        for (String authorization : new String[] {null, "", "Bearer", "Bearer ", "Basic dTpw", "bearer garbage"}) {
            add(good.with("Authorization", authorization), "Authorization: " + authorization);
        }
        for (String accept : new String[] {
            null,
            "*/*",
            "text/html",
            "application/json, application/*;q=0.1",
            "application/vnd.api+json; charset=utf-8",
            "application/vnd.api+json;q=0"
        }) {
            add(good.with("Accept", accept), "Accept: " + accept);
        }
        for (String type : new String[] {null, "application/json", "application/vnd.api+json; charset=utf-8"}) {
            add(good.with("Content-Type", type), "Content-Type: " + type);
        }
        for (String condition : List.of("If-Match", "If-None-Match")) {
            add(good.with(condition, "*"), condition + ": *");
        }
        add(good.with("If-Modified-Since", "Mon, 01 Jan 2018 12:00:00 GMT"), "If-Modified-Since");
        add(good.with("Origin", "https://shop.example.com"), "Origin");
        if (operation.method().equals("GET")) {
            add(good.by("HEAD", null), "HEAD");
            add(good.with("Range", "bytes=0-9"), "Range");
            add(good.with("X-HTTP-Method-Override", "DELETE"), "X-HTTP-Method-Override");
        }
    }

    private void addIds(ParityRequest good, Operation operation) {
        for (String id : List.of(UNKNOWN_ID, "xhFfkmfybsLxzaAP6xcs", "1", "%20", "x%2Fy", "null")) {
            String body =
                    good.body() == null ? null : good.body().replaceAll("(\"id\":)\"[^\"]*\"", "$1\"" + id + "\"");
            add(good.at(operation.path().replace(ID, id)).saying(body), "the id " + id);
        }
    }

    private void addQueries(ParityRequest good, Operation operation) {
        for (String unknown :
                List.of("colour", "page", "page[colour]", "filter", "fields", "filter[q]", "Include", "")) {
            add(good.asking(unknown, "1"), "the unknown parameter '" + unknown + "'");
        }
        operation.definition().path("parameters").forEach(parameter -> {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("query")) {
                String value = parameter.path("example").asText();
                add(good.asking(name, value), name + "=" + value);
                add(good.asking(name, value).asking(name, value), name + " twice");
                add(good.asking(name, ""), name + " empty");
                addValues(good, name, operation);
            }
        });
    }

    private void addValues(ParityRequest good, String name, Operation operation) {
        ResourceType type = contract.resourceType(operation.resourceType());
        switch (name.replaceFirst("\\[.*", "")) {
            case "page" -> {
                for (String value : List.of("0", "-1", "2", "25", "999", "1.5", "abc", "99999999999")) {
                    add(good.asking(name, value), name + "=" + value);
                }
            }
            case "sort" -> {
                for (String value : List.of("colour", "-", "created_at,-id", "metadata", "customer.email")) {
                    add(good.asking(name, value), name + "=" + value);
                }
            }
            case "include" -> {
                type.relationships().keySet().forEach(one -> add(good.asking(name, one), name + "=" + one));
                for (String value :
                        List.of("colour", "customer.colour", "customer,customer", "customer,", "events.customer")) {
                    add(good.asking(name, value), name + "=" + value);
                }
            }
            case "fields" -> {
                for (String value : List.of("reference", "colour", "id", "reference,", "metadata,reference,events")) {
                    add(good.asking(name, value), name + "=" + value);
                }
                add(good.asking("fields[orders]", "number"), "fields[orders]");
            }
            default -> addFilterValues(good, name);
        }
    }

    /** Once for each operation that filters, at its filter of ids. */
    private void addFilterValues(ParityRequest good, String name) {
        if (!name.equals("filter[id]")) {
            return;
        }
        for (String[] filter : new String[][] {
            {"filter[colour]", "red"},
            {"filter[q][colour_eq]", "red"},
            {"filter[q][reference_like]", "x"},
            {"filter[q][reference]", "x"},
            {"filter[q][created_at_gt]", "yesterday"},
            {"filter[q][created_at_cont]", "2018"},
            {"filter[q][metadata_jcont]", "{"},
            {"filter[q][metadata_eq]", "x"},
            {"filter[q][id_in]", "YDWxVhZKjb,xYZkjABcde,KdBqhLrtWm"},
            {"filter[q][reference_null]", "true"},
            {"filter[q][reference_null]", "maybe"},
            {"filter[q][reference_not_null]", "1"},
            {"filter[q][reference_or_reference_origin_matches]", "%ref%"},
            {"filter[q][reference_eq]", "nobody has this"},
            {"filter[q][reference_not_eq]", "CRM-4711"},
            {"filter[q][reference_not_eq_or_null]", "CRM-4711"},
            {"filter[q][reference_in_or_null]", "CRM-4711,x"},
            {"filter[q][reference_not_in]", "CRM-4711,x"},
            {"filter[q][reference_start]", "crm"},
            {"filter[q][reference_not_end_all]", "11,ce"},
            {"filter[q][reference_cont_any]", "rm,xx"},
            {"filter[q][reference_does_not_match]", "%-_711"},
            {"filter[q][reference_matches]", "CRM\\-%"},
            {"filter[q][reference_matches]", "%\\%%"},
            {"filter[q][reference_blank]", "true"},
            {"filter[q][reference_present]", "false"},
            {"filter[q][created_at_gt]", "2018-01-31T12:00:00"},
            {"filter[q][created_at_gteq]", "2018-01-01T12:00:00+02:00"},
            {"filter[q][metadata_jcont]", "{\"foo\":\"bar\"}"},
            {"filter[q][metadata_jcont]", "{\"a\":1.0}"},
            {"filter[q][created_at_lt_any]", "2018-01-31,2018-02-01"},
        }) {
            add(good.asking(filter[0], filter[1]), filter[0] + "=" + filter[1]);
        }
    }

    private void addBodies(ParityRequest good, Operation operation) {
        for (String body : List.of(
                "",
                " ",
                "{",
                "nonsense",
                "[]",
                "null",
                "\"data\"",
                "{}",
                "{\"data\":null}",
                "{\"data\":[]}",
                "{\"data\":{}}",
                "{\"data\":1,\"data\":2}",
                "{\"data\":{\"type\":7}}",
                "{\"data\":{\"type\":\"orders\"}}")) {
            add(good.saying(body), "the body '" + body + "'");
        }
        add(good.saying(" ".repeat(MEBIBYTE + 1)), "a body over 1 MiB");
        addMembers(good, operation);
        operation
                .definition()
                .at(
                        "/requestBody/content/application~1vnd.api+json/schema/properties/data/properties/attributes/properties")
                .properties()
                .forEach(attribute -> addAttribute(good, attribute.getKey(), attribute.getValue()));
    }

    private void addMembers(ParityRequest good, Operation operation) {
        add(change(good, data -> data.remove("attributes")), "no attributes");
        add(change(good, data -> data.putArray("attributes")), "attributes as a list");
        add(change(good, data -> data.putNull("attributes")), "attributes null");
        add(change(good, data -> data.putObject("relationships")), "empty relationships");
        add(change(good, data -> data.putArray("relationships")), "relationships as a list");
        add(change(good, data -> data.putObject("relationships").putObject("colour")), "an unknown relationship");
        contract.resourceType(operation.document().type())
                .relationships()
                .keySet()
                .forEach(name -> add(
                        change(good, data -> data.putObject("relationships")
                                .putObject(name)
                                .putNull("data")),
                        "the relationship " + name));
        add(change(good, data -> data.put("colour", "red")), "an unknown member of data");
        add(change(good, data -> attributes(data).put("colour", "red")), "an unknown attribute");
        add(
                change(good, data -> attributes(data).put("created_at", "2018-01-01T12:00:00.000Z")),
                "an attribute only to read");
        if (operation.document().identified()) {
            add(change(good, data -> data.remove("id")), "no id in the body");
            add(change(good, data -> data.put("id", 7)), "a number as id in the body");
            add(change(good, data -> data.put("id", UNKNOWN_ID)), "another id in the body");
        } else {
            add(change(good, data -> data.put("id", UNKNOWN_ID)), "an id in the body");
        }
    }

    private void addAttribute(ParityRequest good, String name, JsonNode schema) {
        String attribute = "the attribute " + name + " ";
        add(change(good, data -> attributes(data).remove(name)), attribute + "left out");
        add(change(good, data -> attributes(data).putNull(name)), attribute + "null");
        add(change(good, data -> attributes(data).put(name, "")), attribute + "empty");
        add(change(good, data -> attributes(data).put(name, " x ")), attribute + "with space around it");
        add(change(good, data -> attributes(data).put(name, 7)), attribute + "a number");
        add(change(good, data -> attributes(data).put(name, true)), attribute + "true");
        add(change(good, data -> attributes(data).putObject(name).put("a", 1)), attribute + "an object");
        add(change(good, data -> attributes(data).set(name, list())), attribute + "a list");
        if (schema.has("maxLength")) {
            int most = schema.get("maxLength").asInt();
            add(change(good, data -> attributes(data).put(name, "x".repeat(most))), attribute + "as long as may be");
            add(change(good, data -> attributes(data).put(name, "x".repeat(most + 1))), attribute + "too long");
        }
    }

    private static ArrayNode list() {
        return JSON.arrayNode().add("a");
    }

    private static ObjectNode attributes(ObjectNode data) {
        return data.withObjectProperty("attributes");
    }

    private static ParityRequest change(ParityRequest good, Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) parsed(good.body());
        change.accept((ObjectNode) document.get("data"));
        return good.saying(document.toString());
    }

    private static JsonNode parsed(String body) {
        try {
            return READER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addPath(String path) {
        ParityRequest request = ParityRequest.of(path, "OPTIONS", address(path), null);
        add(request, "OPTIONS");
        add(request.with("Authorization", null), "OPTIONS without a token");
        add(
                request.with("Origin", "https://shop.example.com").with("Access-Control-Request-Method", "GET"),
                "a preflight");
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "GET")) {
            if (!contract.methodsOf(path).contains(method)) {
                add(request.by(method, null), method);
                add(request.by(method, "{\"data\":null}").with("Authorization", null), method + " without a token");
            }
        }
    }

    private void addOutside() {
        ParityRequest outside = ParityRequest.of("outside of the contract", "GET", "/.well-known/jwks.json", null)
                .with("Accept", null)
                .with("Content-Type", null);
        add(outside, "the keys");
        add(outside.at("/oauth/token").by("POST", "{}").with("Content-Type", "application/json"), "a token");
    }

    private void addUnknownPaths() {
        for (String path : List.of(
                "/api/orders",
                "/api/customers/",
                "/api/Customers",
                "/api//customers",
                "/api/customers/YDWxVhZKjb/orders",
                "/api/customer_password_resets/xYZkjABcde/relationships/orders",
                "/api/customer_password_resets/xYZkjABcde/customer/events")) {
            add(ParityRequest.of(path, "GET", path, null), "an unknown path");
            add(ParityRequest.of(path, "OPTIONS", path, null), "OPTIONS of an unknown path");
            add(ParityRequest.of(path, "POST", path, "{").with("Authorization", null), "all wrong");
        }
    }
}
