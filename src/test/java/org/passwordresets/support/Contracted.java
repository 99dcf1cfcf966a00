package org.passwordresets.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.passwordresets.contract.Examples;
import org.passwordresets.support.Client.Response;

/**
 * Holds an answer against an example of the contract, member by member and value by value. What the server chose, or the
 * test, is named in pairs: the example's text, then the answer's.
 */
public final class Contracted {
    private static final String ORGANIZATION = "xRRkjDFafe";
    private static final String BASE = "http://127.0.0.1:8080";

    private Contracted() {}

    /** The answer has the status, and is the example but for those texts, moments, tokens and trace ids. */
    public static void assertLike(
            Response response, int status, String operation, String example, String... exampleAndAnswer) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        JsonNode expected = Examples.with(Examples.response(operation, example), pairs(response, exampleAndAnswer));
        assertThat(Examples.blurred(response.json())).isEqualTo(Examples.blurred(expected));
        assertThat(response.header("Content-Type")).isEqualTo("application/vnd.api+json");
    }

    private static Map<String, String> pairs(Response response, String... exampleAndAnswer) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put(BASE, "http://" + response.uri().getAuthority());
        pairs.put(ORGANIZATION, "AAAAAAAAAA");
        for (int i = 0; i < exampleAndAnswer.length; i += 2) {
            pairs.put(exampleAndAnswer[i], exampleAndAnswer[i + 1]);
        }
        return pairs;
    }
}
