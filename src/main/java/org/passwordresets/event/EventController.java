package org.passwordresets.event;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.passwordresets.RequestThreads;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.api.EventsApi;
import org.passwordresets.generated.model.EventDocument;
import org.passwordresets.generated.model.EventList;
import org.passwordresets.jsonapi.RequestContext;

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
    public EventList listEvents(RequestContext call) {
        return documents.list(events.list(call.caller(), call.query()), call);
    }

    @Override
    public EventDocument retrieveEvent(String id, RequestContext call) {
        return documents.document(
                events.find(call.caller(), id).orElseThrow(() -> ApiException.notFound(EventDocuments.TYPE, id)), call);
    }
}
