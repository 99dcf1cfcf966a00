package org.passwordresets.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.passwordresets.support.Client;
import org.passwordresets.support.ServerTest;

/** A test that makes resets and lists them. A reset is known by its reference_origin, which the tests call its name. */
abstract class ListTest extends ServerTest {
    static final String RESETS = "customer_password_resets";

    /** A new reset with that name. */
    Client.Response reset(String email, String name, String reference) {
        return reset(email, name, reference, "{}");
    }

    Client.Response reset(String email, String name, String reference, String metadata) {
        ObjectNode attributes = JsonNodeFactory.instance
                .objectNode()
                .put("customer_email", email)
                .put("reference_origin", name)
                .put("reference", reference)
                .putRawValue("metadata", new com.fasterxml.jackson.databind.util.RawValue(metadata));
        return created(RESETS, attributes);
    }

    private Client.Response created(String type, ObjectNode attributes) {
        Client.Response response = backEnd().create(type, attributes.toString());
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return response;
    }

    /** What a list of resets answers to these parameters, names and values in turn. */
    Client.Response list(String... namesAndValues) {
        return backEnd().get("/api/" + RESETS + query(namesAndValues));
    }

    static String query(String... namesAndValues) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(encode(namesAndValues[i]))
                    .append('=')
                    .append(encode(namesAndValues[i + 1]));
        }
        return query.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The names of the resets of an answer. */
    static List<String> names(Client.Response response) {
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        for (JsonNode reset : response.at("/data")) {
            names.add(reset.at("/attributes/reference_origin").asText());
        }
        return names;
    }
}
