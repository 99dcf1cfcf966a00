package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What readers can try requests out on.
 *
 * @param servers as in the contract, the first being the one to begin with; an empty address is that of the page itself,
 *     whatever the reader reached it by
 * @param givesToken whether {@code token.json} beside the pages has a token to fill in
 */
record TryIt(ArrayNode servers, boolean givesToken) {
    /** For pages that anybody may publish anywhere: the contract's servers, the stub before the others. */
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
