package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.passwordresets.contract.Server;

/** A response as if the requested resource were on this server: with its id, and with links to here. */
final class Localized {
    private final List<Server> servers;
    private final String base;

    Localized(List<Server> servers, String base) {
        this.servers = servers;
        this.base = base;
    }

    ForeignResponse of(ForeignResponse response, ForeignOperation operation, String path) {
        if (!response.body().isContainerNode() || ResponseChoice.isError(response.status())) {
            return response;
        }
        JsonNode body = here(response.body());
        if (body.path("data") instanceof ObjectNode resource) {
            identify(resource, operation, path);
        }
        if (response.example() == null && body.path("links").path("self").isTextual()) {
            ((ObjectNode) body.get("links")).put("self", base + path);
        }
        return response.with(body);
    }

    private static void identify(ObjectNode resource, ForeignOperation operation, String path) {
        if (!operation.template().endsInParameter() || !resource.has("id")) {
            return;
        }
        String id = operation.template().lastValue(path);
        if (resource.get("id").isTextual()) {
            resource.put("id", id);
        } else if (id.matches("[0-9]{1,18}")) {
            resource.put("id", Long.parseLong(id));
        }
    }

    /** A copy in which addresses of the document's servers begin with this server's. */
    private JsonNode here(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), here(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(here(element)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(here(node.textValue())) : node;
    }

    private String here(String text) {
        for (Server server : servers) {
            if (!server.address().isEmpty() && text.startsWith(server.address() + "/")) {
                return base + server.path() + text.substring(server.address().length());
            }
        }
        return text;
    }
}
