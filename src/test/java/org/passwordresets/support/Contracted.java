package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.passwordresets.contract.Examples;
import org.passwordresets.support.Client.Response;

/**
 * Compares a response with an example of the contract, member by member and value by value. What the server chose, or the
 * test, is named in pairs: the example's text, then the response's.
 */
public final class Contracted {
    private static final String ORGANIZATION = "xRRkjDFafe";
    private static final String BASE = "http://127.0.0.1:8080";

    private Contracted() {}

    /** The response has the status, and is the example except for those texts, moments, tokens and trace ids. */
    public static void assertLike(
            Response response, int status, String operation, String example, String... exampleAndResponse) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        JsonNode expected = Examples.with(Examples.response(operation, example), pairs(response, exampleAndResponse));
        assertThat(Examples.blurred(response.json())).isEqualTo(Examples.blurred(expected));
        assertThat(response.header("Content-Type")).isEqualTo("application/vnd.api+json");
    }

    private static Map<String, String> pairs(Response response, String... exampleAndResponse) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put(BASE, "http://" + response.uri().getAuthority());
        pairs.put(ORGANIZATION, "AAAAAAAAAA");
        for (int i = 0; i < exampleAndResponse.length; i += 2) {
            pairs.put(exampleAndResponse[i], exampleAndResponse[i + 1]);
        }
        return pairs;
    }
}
