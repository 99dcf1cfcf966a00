package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;

/**
 * What there is to ask of each operation, rightly and wrongly, derived from the contract: a new operation, attribute,
 * parameter or example is asked for by itself.
 */
final class ParityRequests {
    private static final String ID = "{id}";
    static final String UNKNOWN_ID = "NoSuchIdXx";
    private static final Map<String, String> IDS = Map.of(
            "customers", "YDWxVhZKjb",
            "customer_password_resets", "xYZkjABcde",
            "events", "KdBqhLrtWm",
            "event_stores", "BqLdTyGhNs");

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
        requests.addAll(ParityQueries.of(good, operation, contract));
        if (operation.document() != null) {
            requests.addAll(ParityBodies.of(good, operation, contract));
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
        for (String authorization : new String[] {null, "", "Bearer", "Bearer ", "Basic dTpw"}) {
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
            // Only where the stub, which lets it pass, changes nothing by that.
            add(good.with("Authorization", "bearer garbage"), "Authorization: bearer garbage");
            add(good.by("HEAD", null), "HEAD");
            add(good.with("Range", "bytes=0-9"), "Range");
            add(good.with("X-HTTP-Method-Override", "DELETE"), "X-HTTP-Method-Override");
        }
    }

    private void addIds(ParityRequest good, Operation operation) {
        for (String id : List.of(UNKNOWN_ID, "xhFfkmfybsLxzaAP6xcs", "1", "%20", "x%2Fy", "null", "a+b", "a;b")) {
            String body =
                    good.body() == null ? null : good.body().replaceAll("(\"id\":)\"[^\"]*\"", "$1\"" + id + "\"");
            add(good.at(operation.path().replace(ID, id)).saying(body), "the id " + id);
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
        ParityRequest outside = ParityRequest.of("outside of JSON:API", "GET", "/.well-known/jwks.json", null)
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
