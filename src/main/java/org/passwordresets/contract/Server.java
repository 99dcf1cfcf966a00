package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the {@code servers}, at the root of the document or of a path.
 *
 * @param address as in the contract, with the defaults of its variables
 * @param path the base path, such as {@code /v1}; empty if there is none
 */
public record Server(String address, String path) {
    static List<Server> all(JsonNode document) {
        List<Server> servers = new ArrayList<>();
        document.path("servers").forEach(server -> servers.add(of(server)));
        document.path("paths").forEach(path -> path.path("servers").forEach(server -> servers.add(of(server))));
        return servers.stream().distinct().toList();
    }

    private static Server of(JsonNode server) {
        String address = server.path("url").asText();
        for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
            address = address.replace(
                    "{" + variable.getKey() + "}",
                    variable.getValue().path("default").asText());
        }
        String path = address.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*:", "").replaceFirst("^//[^/]*", "");
        return new Server(address.replaceFirst("/+$", ""), path.replaceFirst("/+$", ""));
    }
}
