package org.passwordresets.event;

import jakarta.inject.Singleton;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.document.ResourceDocuments;
import org.passwordresets.document.Way;
import org.passwordresets.generated.model.EventAttributes;
import org.passwordresets.generated.model.EventDocument;
import org.passwordresets.generated.model.EventList;
import org.passwordresets.generated.model.EventResource;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identified;
import org.passwordresets.resource.Metadata;

/** Builds the documents of events: attributes and relationships. */
@Singleton
public final class EventDocuments extends ResourceDocuments<Event, EventDocument, EventList> {
    private final EventRepository events;

    EventDocuments(EventRepository events, Links links) {
        super(EventResource.TYPE, EventDocument.class, EventList.class, links);
        this.events = events;
    }

    @Override
    protected EventAttributes attributes(Event event, RequestContext request) {
        return EventAttributes.builder()
                .name(event.name())
                .createdAt(event.createdAt())
                .updatedAt(event.updatedAt())
                .reference(event.reference())
                .referenceOrigin(event.referenceOrigin())
                .metadata(Metadata.of(event.metadata()))
                .build();
    }

    /** The requested page of the events of one resource. */
    public EventList listOf(String type, String id, ResourceQuery query, RequestContext request) {
        return list(events.listOf(request.caller(), query, type, id), query, request);
    }

    /** Relates resources of this type to their events, oldest first. */
    public <R extends Identified> Way<R, ?> wayFrom(String type) {
        return Way.toMany((caller, ids) -> events.findAll(type, ids), Event::resourceId, this);
    }
}
