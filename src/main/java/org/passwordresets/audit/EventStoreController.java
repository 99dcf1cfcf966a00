package org.passwordresets.audit;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.passwordresets.RequestThreads;
import org.passwordresets.document.RequestContext;
import org.passwordresets.generated.api.EventStoresApi;
import org.passwordresets.generated.model.EventStoreDocument;

/** Handles {@code /api/event_stores}. */
@Controller
@ExecuteOn(RequestThreads.NAME)
class EventStoreController implements EventStoresApi.Server {
    private final EventStoreRepository rows;
    private final EventStoreDocuments documents;

    EventStoreController(EventStoreRepository rows, EventStoreDocuments documents) {
        this.rows = rows;
        this.documents = documents;
    }

    @Override
    public EventStoreDocument retrieveEventStore(RetrieveEventStoreParameters parameters, RequestContext request) {
        return documents.document(rows.get(request.caller(), parameters.id()), parameters.query(), request);
    }
}
