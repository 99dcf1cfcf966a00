package org.passwordresets.event;

import jakarta.inject.Singleton;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.generated.model.EventAttributes;
import org.passwordresets.generated.model.EventDocument;
import org.passwordresets.generated.model.EventList;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Metadata;

/** Between events and their documents; the only place that knows both. */
@Singleton
public final class EventDocuments {
    static final String TYPE = org.passwordresets.generated.model.Event.TYPE;

    private final Links links;

    EventDocuments(Links links) {
        this.links = links;
    }

    EventDocument document(Event event, RequestContext request) {
        return new EventDocument(resource(event, request), null);
    }

    /** The document of one page of events. */
    public EventList list(ListPage<Event> page, ResourceQuery query, RequestContext request) {
        return new EventList(
                page.rows().stream().map(event -> resource(event, request)).toList(),
                null,
                links.meta(query, page.records()),
                links.pages(request.path(), query, page.records()));
    }

    /** One event inside a document. */
    public org.passwordresets.generated.model.Event resource(Event event, RequestContext request) {
        return new org.passwordresets.generated.model.Event(
                event.id(), TYPE, links.resource(TYPE, event.id()), attributes(event), links.meta(request));
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
