package org.passwordresets.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Answer;

/**
 * The records that the contract's examples tell of, as one server has them: two customers, a reset of the first, its event.
 * Where nothing is remembered they are the examples themselves.
 */
final class ParityWorld {
    static final String NEW_ID = "NewRecordX";
    static final String NEW_TOKEN = "TheNewRecordsToken01";

    private static final String JOHN = "YDWxVhZKjb";
    private static final String JANE = "PzQmRtVwLk";
    private static final String RESET = "xYZkjABcde";
    private static final String TOKEN = "xhFfkmfybsLxzaAP6xcs";
    private static final String EXPIRED_TOKEN = "tokenThatHasExpired1";
    private static final String EVENT = "KdBqhLrtWm";

    private final Map<String, String> texts = new LinkedHashMap<>();

    private ParityWorld() {}

    /** Of the stub without a memory. */
    static ParityWorld ofExamples() {
        return new ParityWorld();
    }

    /** Made through the API, and only for one story. */
    static ParityWorld madeBy(Client client) {
        ParityWorld world = new ParityWorld();
        String name = UUID.randomUUID().toString();
        world.rename(name);
        Answer john = created(client.create("customers", world.here("""
                {"email": "john@example.com", "password": "correct horse battery", "shopper_reference": "SHOPPER-1",
                "reference": "CRM-4711", "reference_origin": "CRM", "metadata": {"foo": "bar"}}""")));
        Answer jane = created(client.create("customers", world.here("{\"email\": \"jane@example.com\"}")));
        Answer reset = created(client.create("customer_password_resets", world.here("""
                {"customer_email": "john@example.com", "reference": "ANY-EXTERNAL-REFEFERNCE",
                "reference_origin": "ANY-EXTERNAL-REFEFERNCE-ORIGIN", "metadata": {"foo": "bar"}}""")));
        world.texts.put(JOHN, john.id());
        world.texts.put(JANE, jane.id());
        world.texts.put(RESET, reset.id());
        String token = reset.attribute("reset_password_token").textValue();
        world.texts.put(TOKEN, token);
        world.texts.put(EXPIRED_TOKEN, token);
        world.texts.put(
                EVENT,
                client.get("/api/customer_password_resets/" + reset.id() + "/relationships/events")
                        .at("/data/0/id")
                        .asText());
        return world;
    }

    /** Whether nothing was made for it. */
    boolean isOfExamples() {
        return texts.isEmpty();
    }

    private void rename(String name) {
        for (String person : new String[] {"john", "jane", "JOHN", "JANE", "john.doe", "new"}) {
            texts.put("\"" + person + "@example.com", "\"" + person + "-" + name + "@example.com");
        }
        texts.put("john@example.com", "john-" + name + "@example.com");
        // The records of the examples were made in 2018, those of this world are made now.
        texts.put("2018-02-01", "2118-02-01");
        texts.put("2018-01-31", "2118-01-31");
    }

    private static Answer created(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    /** As the text is in this world. */
    String here(String text) {
        String here = text;
        for (Map.Entry<String, String> other : texts.entrySet()) {
            here = here.replace(other.getKey(), other.getValue());
        }
        return here;
    }

    /** The record that this answer has made is the new one from now on, and whoever is new next has another address. */
    void learn(Answer answer) {
        if (answer.status() == 201) {
            texts.put("\"new@example.com", "\"new-" + UUID.randomUUID() + "@example.com");
            texts.put(NEW_ID, answer.id());
            texts.put(NEW_TOKEN, answer.attribute("reset_password_token").asText());
        }
    }
}
