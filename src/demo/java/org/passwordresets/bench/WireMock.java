package org.passwordresets.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.passwordresets.contract.Operation;

/**
 * The configuration of WireMock, which does not read a contract: one response to a GET by id, and one to a POST that matches
 * the schema.
 */
final class WireMock {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA_TYPE = "application/vnd.api+json";

    private WireMock() {}

    /** Writes WireMock's mappings. */
    static void write(Path folder, Operation retrieve, Operation create, JsonNode response) throws IOException {
        ObjectNode get = mapping("GET", 200, response);
        get.withObjectProperty("request").put("urlPathPattern", retrieve.path().replace("{id}", "[A-Za-z]+"));
        JSON.writeValue(folder.resolve("get.json").toFile(), get);

        ObjectNode post = mapping("POST", 201, response);
        ObjectNode request = post.withObjectProperty("request").put("urlPath", create.path());
        JsonNode schema =
                create.definition().at("/requestBody/content").path(MEDIA_TYPE).path("schema");
        request.putArray("bodyPatterns")
                .addObject()
                .put("matchesJsonSchema", schema.toString())
                .put("schemaVersion", "V4");
        JSON.writeValue(folder.resolve("post.json").toFile(), post);
    }

    private static ObjectNode mapping(String method, int status, JsonNode body) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        mapping.putObject("request").put("method", method);
        ObjectNode response = mapping.putObject("response").put("status", status);
        response.putObject("headers").put("Content-Type", MEDIA_TYPE);
        response.set("jsonBody", body);
        return mapping;
    }
}
