package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Where readers can try out requests.
 *
 * @param servers as in the contract, the default first; an empty address is the address of the page itself
 * @param givesToken whether the pages have a {@code token.json} with a token to fill in
 */
record TryIt(ArrayNode servers, boolean givesToken) {
    /** For pages to publish anywhere: the contract's servers, the stub first. */
    static TryIt published(JsonNode contract) {
        ArrayNode servers = JsonNodeFactory.instance.arrayNode();
        contract.path("servers").forEach(server -> {
            if (server.path("x-try-it").asBoolean()) {
                servers.insert(0, server);
            } else {
                servers.add(server);
            }
        });
        return new TryIt(servers, false);
    }

    /** Whether a server serves the pages. */
    boolean isServed() {
        return servers.findValuesAsText("url").contains("");
    }

    /** For pages that a server serves. */
    static TryIt served(DocsConfiguration configuration, boolean givesToken) {
        ArrayNode servers = JsonNodeFactory.instance.arrayNode();
        servers.addObject().put("url", "").put("description", "This server");
        if (configuration.hasStub()) {
            servers.insertObject(configuration.tryItHere() ? 1 : 0)
                    .put("url", configuration.stub())
                    .put("description", "The stub (make stub)");
        }
        return new TryIt(servers, givesToken);
    }
}
