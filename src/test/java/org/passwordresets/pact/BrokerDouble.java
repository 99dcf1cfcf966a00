package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a Pact Broker responds, as far as its documentation says it and a verification, a publication and can-i-deploy ask for
 * it. It lets in whoever sends the one Authorization, and writes down what it was asked.
 */
final class BrokerDouble implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What it was asked.
     *
     * @param path with the query, decoded
     * @param body missing where there was none
     */
    record Request(String method, String path, String authorization, JsonNode body) {}

    private record Offer(JsonNode pact, boolean pending) {}

    private final HttpServer server;
    private final String authorization;
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Offer> offers = new ArrayList<>();
    private boolean deployable;

    BrokerDouble(String authorization) throws IOException {
        this.authorization = authorization;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::response);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Has a pact for whoever asks what to verify. */
    void offer(JsonNode pact, boolean pending) {
        offers.add(new Offer(pact, pending));
    }

    void deployable(boolean response) {
        deployable = response;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What was asked so by whom it let in, in order. */
    List<Request> requests(String method, String pathBeginning) {
        return requests().stream()
                .filter(request -> authorization.equals(request.authorization()))
                .filter(request -> request.method().equals(method))
                .filter(request -> request.path().startsWith(pathBeginning))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void response(HttpExchange exchange) throws IOException {
        Request request = request(exchange);
        requests.add(request);
        if (!authorization.equals(request.authorization())) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Pact Broker\"");
            response(exchange, 401, JSON.createObjectNode());
            return;
        }
        JsonNode response = response(request);
        response(exchange, response == null ? 404 : 200, response == null ? JSON.createObjectNode() : response);
    }

    private static void response(HttpExchange exchange, int status, JsonNode document) throws IOException {
        byte[] body = JSON.writeValueAsBytes(document);
        exchange.getResponseHeaders().set("Content-Type", "application/hal+json;charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Request request(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getQuery();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath() + (query == null ? "" : "?" + query),
                exchange.getRequestHeaders().getFirst("Authorization"),
                body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body));
    }

    /** Null where there is nothing. */
    private JsonNode response(Request request) {
        String[] path = request.path().substring(1).split("[/?]");
        return switch (path[0]) {
            case "" -> index();
            case "pacts" -> path.length == 2 ? pact(Integer.parseInt(path[1])) : result(path);
            case "pacticipants" -> path.length == 2 ? pacticipant(path[1]) : JSON.createObjectNode();
            case "contracts" -> published(request.body());
            case "matrix" -> matrix();
            default -> null;
        };
    }

    private JsonNode result(String[] path) {
        return path[2].equals("verification-results") ? JSON.createObjectNode() : forVerification();
    }

    private JsonNode index() {
        return links(
                JSON.createObjectNode(),
                "pb:provider-pacts-for-verification",
                "/pacts/provider/{provider}/for-verification",
                "pb:publish-contracts",
                "/contracts/publish",
                "pb:pacticipant",
                "/pacticipants/{pacticipant}");
    }

    private JsonNode forVerification() {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode pacts = document.putObject("_embedded").putArray("pacts");
        for (int i = 0; i < offers.size(); i++) {
            ObjectNode pact = pacts.addObject();
            pact.putObject("verificationProperties")
                    .put("pending", offers.get(i).pending())
                    .putArray("notices");
            pact.putObject("_links")
                    .putObject("self")
                    .put("href", address() + "/pacts/" + i)
                    .put("name", offers.get(i).pact().at("/consumer/name").asText());
        }
        return document;
    }

    private JsonNode pact(int number) {
        return links(
                offers.get(number).pact().deepCopy(),
                "pb:publish-verification-results",
                "/pacts/" + number + "/verification-results",
                "pb:provider",
                "/pacticipants/" + CommittedPact.PROVIDER);
    }

    private JsonNode pacticipant(String name) {
        return links(
                JSON.createObjectNode().put("name", name),
                "pb:branch-version",
                "/pacticipants/" + name + "/branches/{branch}/versions/{version}");
    }

    private JsonNode published(JsonNode contracts) {
        String consumer = contracts.path("pacticipantName").asText();
        String version = contracts.path("pacticipantVersionNumber").asText();
        String address = "/pacticipants/" + consumer;
        ObjectNode document = JSON.createObjectNode();
        ObjectNode embedded = document.putObject("_embedded");
        links(embedded.putObject("pacticipant").put("name", consumer), "self", address);
        links(embedded.putObject("version").put("number", version), "self", address + "/versions/" + version);
        links(document, "pb:pacticipant", address, "pb:pacticipant-version", address + "/versions/" + version);
        ObjectNode links = (ObjectNode) document.path("_links");
        links.putArray("pb:pacticipant-version-tags");
        links.putArray("pb:contracts").add(link("/pacts/provider/any/consumer/" + consumer + "/version/" + version));
        document.putArray("logs");
        document.putArray("notices").addObject().put("type", "success").put("text", "Pact successfully published");
        return document;
    }

    private JsonNode matrix() {
        ObjectNode document = JSON.createObjectNode();
        document.putObject("summary")
                .put("deployable", deployable)
                .put("reason", deployable ? "All required verification results are published" : "One has failed")
                .put("success", deployable ? 1 : 0)
                .put("failed", deployable ? 0 : 1)
                .put("unknown", 0);
        document.putArray("notices");
        ObjectNode row = document.putArray("matrix").addObject();
        row.putObject("consumer").put("name", "storefront").putObject("version").put("number", "1");
        row.putObject("provider")
                .put("name", CommittedPact.PROVIDER)
                .putObject("version")
                .put("number", "1");
        row.putObject("verificationResult").put("success", deployable);
        return document;
    }

    /** Adds HAL links, of relations and addresses by turns. */
    private JsonNode links(ObjectNode document, String... relationsAndAddresses) {
        ObjectNode links = document.putObject("_links");
        for (int i = 0; i < relationsAndAddresses.length; i += 2) {
            links.set(relationsAndAddresses[i], link(relationsAndAddresses[i + 1]));
        }
        return document;
    }

    private ObjectNode link(String path) {
        return JSON.createObjectNode()
                .put("href", address() + path)
                .put("name", path)
                .put("title", "A link")
                .put("templated", path.contains("{"));
    }
}
