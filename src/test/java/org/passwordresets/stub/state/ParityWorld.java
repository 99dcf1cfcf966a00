package org.passwordresets.stub.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.support.Client.Response;

/**
 * The records that the contract's examples tell of, as one server has them: two customers, a reset of the first, its event.
 * Where nothing is remembered they are the examples themselves.
 */
final class ParityWorld {
    static final String NEW_ID = "NewRecordX";
    /** When the world was begun. */
    static final String BEGINNING = "2001-01-01";

    static final String NEW_TOKEN = "TheNewRecordsToken01";

    private static final String JOHN = "YDWxVhZKjb";
    private static final String JANE = "PzQmRtVwLk";
    private static final String JIM = "JimSmithXx";
    private static final String RESET = "xYZkjABcde";
    private static final String TOKEN = "xhFfkmfybsLxzaAP6xcs";
    private static final String EXPIRED_TOKEN = "tokenThatHasExpired1";
    private static final String EVENT = "KdBqhLrtWm";
    private static final String EVENT_STORE = "BqLdTyGhNs";

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<String> made = new ArrayList<>();
    private int number;
    private int newcomers;

    private ParityWorld() {}

    /** Of the stub without a memory. */
    static ParityWorld ofExamples() {
        return new ParityWorld();
    }

    /** One that {@link #steps} have still to make; only for one story. */
    static ParityWorld numbered(int number, Instant start) {
        ParityWorld world = new ParityWorld();
        world.number = number;
        for (String person : new String[] {"john", "jane", "jim", "JOHN", "JANE", "john.doe", "new"}) {
            world.texts.put("\"" + person + "@example.com", "\"" + person + "-" + number + "@example.com");
        }
        world.texts.put("john@example.com", "john-" + number + "@example.com");
        // The records of the examples were made in 2018, those of this world are made now.
        world.texts.put("2018-02-01", "2118-02-01");
        world.texts.put("2018-01-31", "2118-01-31");
        world.texts.put(BEGINNING, start.toString());
        return world;
    }

    /** What makes a world. Jim is as Jane is, but for the address. */
    static List<ParityRequest> steps() {
        return List.of(
                step("/api/customers", """
                        {"data":{"type":"customers","attributes":{"email":"john@example.com",
                        "password":"correct horse battery","shopper_reference":"SHOPPER-1","reference":"CRM-4711",
                        "reference_origin":"CRM","metadata":{"foo":"bar"}}}}"""),
                step("/api/customer_password_resets", """
                        {"data":{"type":"customer_password_resets","attributes":{"customer_email":"john@example.com",
                        "reference":"ANY-EXTERNAL-REFEFERNCE","reference_origin":"ANY-EXTERNAL-REFEFERNCE-ORIGIN",
                        "metadata":{"foo":"bar"}}}}"""),
                ParityRequest.of(
                        "the world", "GET", "/api/customer_password_resets/" + RESET + "/relationships/events", null),
                ParityRequest.of("the world", "GET", "/api/customer_password_resets/" + RESET + "/event_stores", null),
                step("/api/customers", """
                        {"data":{"type":"customers","attributes":{"email":"jane@example.com"}}}"""),
                step("/api/customers", """
                        {"data":{"type":"customers","attributes":{"email":"jim@example.com"}}}"""));
    }

    private static ParityRequest step(String path, String body) {
        return ParityRequest.of("the world", "POST", path, body);
    }

    /** What a step has made is what the examples tell of. */
    void made(int step, Response response) {
        assertThat(response.status()).as(response.body()).isLessThan(300);
        switch (step) {
            case 0 -> texts.put(JOHN, response.id());
            case 1 -> {
                texts.put(RESET, response.id());
                String token = response.attribute("reset_password_token").textValue();
                texts.put(TOKEN, token);
                texts.put(EXPIRED_TOKEN, token);
            }
            case 2 -> texts.put(EVENT, response.at("/data/0/id").asText());
            case 3 -> texts.put(EVENT_STORE, response.at("/data/0/id").asText());
            case 4 -> texts.put(JANE, response.id());
            default -> texts.put(JIM, response.id());
        }
    }

    /** Whether nothing was made for it. */
    boolean isOfExamples() {
        return texts.isEmpty();
    }

    /** As the text is in this world. */
    String here(String text) {
        String here = text;
        for (Map.Entry<String, String> other : texts.entrySet()) {
            here = here.replace(other.getKey(), other.getValue());
        }
        return here;
    }

    /** The record that this response has created is the new one from now on, and whoever is new next has another address. */
    void learn(Response response) {
        if (response.status() == 201) {
            texts.put("\"new@example.com", "\"new-" + number + "-" + ++newcomers + "@example.com");
            texts.put(NEW_ID, response.id());
            texts.put(NEW_TOKEN, response.attribute("reset_password_token").asText());
            made.add(response.at("/data/type").asText() + "/" + response.id());
        }
    }

    /** The addresses of the customers that were made for it. */
    List<String> customers() {
        return made.stream()
                .filter(address -> address.startsWith("customers/"))
                .map(address -> "/api/" + address)
                .toList();
    }
}
