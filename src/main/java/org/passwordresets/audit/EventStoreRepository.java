package org.passwordresets.audit;

import jakarta.inject.Singleton;
import java.util.Map;
import org.passwordresets.auth.Caller;
import org.passwordresets.generated.model.EventStoreResource;
import org.passwordresets.listing.AppendedRows;
import org.passwordresets.listing.Listings;
import org.passwordresets.listing.Scope;
import org.passwordresets.listing.Table;
import org.passwordresets.query.CursorPage;
import org.passwordresets.query.ResourceQuery;

/** The table {@code event_stores}. */
@Singleton
final class EventStoreRepository extends AppendedRows<EventStore> {
    EventStoreRepository(Listings listings) {
        super(listings, Table.of(EventStoreResource.TYPE, EventStore.class, Map.of(), Map.of()), EventStore.class);
    }

    /** The requested page of the changes of one resource, oldest first. */
    CursorPage<EventStore> listOf(Caller caller, String type, String id, ResourceQuery query) {
        return page(caller, query.page(), new Scope("resource_type", type), new Scope("resource_id", id));
    }
}
