package org.passwordresets.event;

import jakarta.inject.Singleton;
import org.passwordresets.contract.generated.EventAttributes;
import org.passwordresets.contract.generated.EventDocument;
import org.passwordresets.contract.generated.EventList;
import org.passwordresets.jsonapi.Call;
import org.passwordresets.jsonapi.Links;
import org.passwordresets.jsonapi.Metadata;
import org.passwordresets.listing.ListPage;

/** Between events and their documents; the only place that knows both. */
@Singleton
public final class EventDocuments {
    static final String TYPE = org.passwordresets.contract.generated.Event.TYPE;

    private final Links links;

    EventDocuments(Links links) {
        this.links = links;
    }

    EventDocument document(Event event, Call call) {
        return new EventDocument(resource(event, call), null);
    }

    /** The document of one page of events. */
    public EventList list(ListPage<Event> page, Call call) {
        return new EventList(
                page.rows().stream().map(event -> resource(event, call)).toList(),
                null,
                links.meta(call, page.records()),
                links.pages(call, page.records()));
    }

    /** One event inside a document. */
    public org.passwordresets.contract.generated.Event resource(Event event, Call call) {
        return new org.passwordresets.contract.generated.Event(
                event.id(), TYPE, links.resource(TYPE, event.id()), attributes(event), call.meta());
    }

    private static EventAttributes attributes(Event event) {
        return new EventAttributes(
                event.name(),
                event.createdAt(),
                event.updatedAt(),
                event.reference(),
                event.referenceOrigin(),
                Metadata.of(event.metadata()));
    }
}
