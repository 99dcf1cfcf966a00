package org.passwordresets.event;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.listing.Column;
import org.passwordresets.listing.Listings;
import org.passwordresets.listing.ResourceRows;
import org.passwordresets.listing.Scope;
import org.passwordresets.listing.Table;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;

/** The table {@code events}. */
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class EventRepository extends ResourceRows<Event> {
    /**
     * The table's columns, for filters on related events. An event never changes, and nobody can give it a reference: the
     * indexes for these orders would only cost time.
     */
    public static final Table TABLE = Table.of(
            "events",
            Event.class,
            Map.of(
                    "name", Column.ascii("name"),
                    "updated_at", Column.time("created_at"),
                    "reference", Column.none(),
                    "reference_origin", Column.none()),
            Map.of());

    EventRepository(Listings listings) {
        super(listings, TABLE, Event.class);
    }

    /** The event's id if the event is committed. Waits while it is being committed. */
    @Query("SELECT id FROM events WHERE id = :id LOCK IN SHARE MODE")
    abstract Optional<String> lockShared(String id);

    /** The events of these resources, oldest first. */
    @Query("""
            SELECT * FROM events WHERE resource_type = :resourceType AND resource_id IN (:resourceIds)
            ORDER BY created_at, id
            """)
    abstract List<Event> findAll(String resourceType, Collection<String> resourceIds);

    /** The requested page of the events of one resource. */
    ListPage<Event> listOf(Caller caller, ResourceQuery query, String resourceType, String resourceId) {
        return list(caller, query, new Scope("resource_type", resourceType), new Scope("resource_id", resourceId));
    }
}
