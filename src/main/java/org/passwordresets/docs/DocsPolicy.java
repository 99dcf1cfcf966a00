package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The content security policy of the pages: they load everything from the same host, and send requests only to the servers
 * that the page offers.
 *
 * @param text the value of the header
 */
record DocsPolicy(String text) {
    static DocsPolicy allowing(JsonNode servers) {
        Set<String> origins = new LinkedHashSet<>();
        servers.forEach(server -> {
            URI address = URI.create(server.path("url").asText());
            if (address.getHost() != null) {
                origins.add("%s://%s".formatted(address.getScheme(), address.getAuthority()));
            }
        });
        // The viewer adds its style sheets to the page.
        return new DocsPolicy(
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                        + "font-src 'self' data:; connect-src 'self' " + String.join(" ", origins)
                        + "; base-uri 'none'; form-action 'self'");
    }
}
