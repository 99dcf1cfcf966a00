package org.passwordresets.event;

import jakarta.inject.Singleton;
import org.passwordresets.document.Links;
import org.passwordresets.generated.model.EventAttributes;
import org.passwordresets.generated.model.EventDocument;
import org.passwordresets.generated.model.EventList;
import org.passwordresets.jsonapi.RequestContext;
import org.passwordresets.query.ListPage;
import org.passwordresets.resource.Metadata;

/** Between events and their documents; the only place that knows both. */
@Singleton
public final class EventDocuments {
    static final String TYPE = org.passwordresets.generated.model.Event.TYPE;

    private final Links links;

    EventDocuments(Links links) {
        this.links = links;
    }

    EventDocument document(Event event, RequestContext call) {
        return new EventDocument(resource(event, call), null);
    }

    /** The document of one page of events. */
    public EventList list(ListPage<Event> page, RequestContext call) {
        return new EventList(
                page.rows().stream().map(event -> resource(event, call)).toList(),
                null,
                links.meta(call.query(), page.records()),
                links.pages(call.path(), call.query(), page.records()));
    }

    /** One event inside a document. */
    public org.passwordresets.generated.model.Event resource(Event event, RequestContext call) {
        return new org.passwordresets.generated.model.Event(
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
