package org.passwordresets.event;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.passwordresets.RequestThreads;
import org.passwordresets.contract.generated.EventDocument;
import org.passwordresets.contract.generated.EventList;
import org.passwordresets.contract.generated.EventsApi;
import org.passwordresets.jsonapi.ApiException;
import org.passwordresets.jsonapi.Call;

/** {@code /api/events}. */
@Controller
@ExecuteOn(RequestThreads.NAME)
class EventController implements EventsApi {
    private final EventRepository events;
    private final EventDocuments documents;

    EventController(EventRepository events, EventDocuments documents) {
        this.events = events;
        this.documents = documents;
    }

    @Override
    public EventList listEvents(Call call) {
        return documents.list(events.list(call.caller(), call.query()), call);
    }

    @Override
    public EventDocument retrieveEvent(String id, Call call) {
        return documents.document(
                events.find(call.caller(), id).orElseThrow(() -> ApiException.notFound(EventDocuments.TYPE, id)), call);
    }
}
