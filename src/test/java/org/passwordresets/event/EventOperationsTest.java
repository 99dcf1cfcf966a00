package org.passwordresets.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passwordresets.support.Contracted.assertLike;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.generated.api.EventsSpecification;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;

/** Each response that the contract promises for events only. */
class EventOperationsTest extends ServerTest implements EventsSpecification {
    private Response reset;
    private String created;

    @BeforeEach
    void createAReset() {
        String email = email();
        customer(email, null);
        reset = reset(email);
        created = database().value("SELECT id FROM events WHERE resource_id = ?", reset.id());
    }

    @Test
    @Override
    public void retrieveEvent200() {
        Response response = backEnd().get("/api/events/" + created);
        assertLike(response, 200, "retrieveEvent", "reset-created", "KdBqhLrtWm", created);
        assertThat(response.attribute("created_at")).isEqualTo(reset.attribute("created_at"));

        complete(backEnd(), reset.id(), token(reset), "correct horse battery");
        String completed = database()
                .value("SELECT id FROM events WHERE resource_id = ? AND name LIKE '%.reset_password'", reset.id());
        assertLike(
                backEnd().get("/api/events/" + completed),
                200,
                "retrieveEvent",
                "reset-completed",
                "MwTnpYsGvc",
                completed);
    }

    @Test
    @Override
    public void listEvents200() {
        Response list = backEnd().get("/api/events?filter%5Bid%5D=" + created);
        assertLike(
                list,
                200,
                "listEvents",
                "one-event",
                "KdBqhLrtWm",
                created,
                "?page%5Bnumber%5D=1&page%5Bsize%5D=10",
                "?filter%5Bid%5D=" + created + "&page%5Bnumber%5D=1&page%5Bsize%5D=10");
        assertThat(list.header("Cache-Control")).isEqualTo("no-store");
    }
}
