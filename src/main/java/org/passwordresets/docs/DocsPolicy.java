package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The content security policy of the pages: everything comes from here, and only requests that a reader tries out may go
 * elsewhere, to the servers that the page offers.
 *
 * @param text as in the header
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
        // The viewer writes its style sheets into the page.
        return new DocsPolicy(
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                        + "font-src 'self' data:; connect-src 'self' " + String.join(" ", origins)
                        + "; base-uri 'none'; form-action 'self'");
    }
}
