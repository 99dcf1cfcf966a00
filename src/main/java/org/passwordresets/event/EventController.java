package org.passwordresets.event;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.passwordresets.RequestThreads;
import org.passwordresets.document.RequestContext;
import org.passwordresets.generated.api.EventsApi;
import org.passwordresets.generated.model.EventDocument;
import org.passwordresets.generated.model.EventList;

/** Handles {@code /api/events}. */
@Controller
@ExecuteOn(RequestThreads.NAME)
class EventController implements EventsApi.Server {
    private final EventRepository events;
    private final EventDocuments documents;

    EventController(EventRepository events, EventDocuments documents) {
        this.events = events;
        this.documents = documents;
    }

    @Override
    public EventList listEvents(ListEventsParameters parameters, RequestContext request) {
        return documents.list(events.list(request.caller(), parameters.query()), parameters.query(), request);
    }

    @Override
    public EventDocument retrieveEvent(RetrieveEventParameters parameters, RequestContext request) {
        return documents.document(events.get(request.caller(), parameters.id()), parameters.query(), request);
    }
}
