package org.passwordresets.audit;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.passwordresets.document.Links;
import org.passwordresets.document.RequestContext;
import org.passwordresets.document.ResourceDocuments;
import org.passwordresets.error.ApiException;
import org.passwordresets.generated.model.EventStoreApplication;
import org.passwordresets.generated.model.EventStoreAttributes;
import org.passwordresets.generated.model.EventStoreDocument;
import org.passwordresets.generated.model.EventStoreList;
import org.passwordresets.generated.model.EventStoreOwner;
import org.passwordresets.generated.model.EventStoreResource;
import org.passwordresets.generated.model.EventStoreWho;
import org.passwordresets.query.CursorPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identifier;
import org.passwordresets.resource.Metadata;

/** Builds the documents of event stores. */
@Singleton
public final class EventStoreDocuments extends ResourceDocuments<EventStore, EventStoreDocument, EventStoreList> {
    private final EventStoreRepository rows;

    EventStoreDocuments(EventStoreRepository rows, Links links) {
        super(EventStoreResource.TYPE, EventStoreDocument.class, EventStoreList.class, links);
        this.rows = rows;
    }

    @Override
    protected EventStoreAttributes attributes(EventStore change, RequestContext request) {
        return EventStoreAttributes.builder()
                .event(change.event())
                .resourceType(change.resourceType())
                .resourceId(change.resourceId())
                .payload(Metadata.of(change.payload()))
                .who(who(change))
                .createdAt(change.createdAt())
                .updatedAt(change.createdAt())
                .build();
    }

    private static EventStoreWho who(EventStore change) {
        return EventStoreWho.builder()
                .application(EventStoreApplication.builder()
                        .clientId(change.clientId())
                        .kind(change.kind())
                        ._public(change.isPublic())
                        .build())
                .owner(owner(change.customerId()))
                .address(change.address())
                .build();
    }

    @Nullable
    private static EventStoreOwner owner(@Nullable String customerId) {
        return customerId == null
                ? null
                : EventStoreOwner.builder().id(customerId).build();
    }

    /**
     * The requested page of the changes of one resource, which may have been deleted.
     *
     * @param id of any form, because the database would ignore trailing spaces
     * @param unlessUnknown throws a 404 if there is no such resource; called only if no changes are recorded
     */
    public EventStoreList listOf(
            String type, String id, ResourceQuery query, RequestContext request, Runnable unlessUnknown) {
        if (!Identifier.isOne(id)) {
            throw ApiException.notFound(type, id);
        }
        CursorPage<EventStore> page = rows.listOf(request.caller(), type, id, query);
        if (page.rows().isEmpty() && query.page().after() == null) {
            unlessUnknown.run();
        }
        return list(page, query, request);
    }
}
