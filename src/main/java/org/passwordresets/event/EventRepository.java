package org.passwordresets.event;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.database.DatabaseConfiguration;
import org.passwordresets.listing.Column;
import org.passwordresets.listing.Listing;
import org.passwordresets.listing.Recount;
import org.passwordresets.listing.Scope;
import org.passwordresets.listing.Table;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identifier;

/** The table {@code events}. */
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class EventRepository implements GenericRepository<Event, String> {
    /** How events lie in the database, for filters that reach through to them. */
    public static final Table TABLE = Table.of("events", Event.class, Map.of("name", Column.ascii("name")), Map.of());

    private final Listing<Event> listing;

    EventRepository(ConnectionOperations<Connection> connections, Recount recount, DatabaseConfiguration limits) {
        this.listing = new Listing<>(connections, recount, limits.listTimeout(), TABLE, Event::read);
    }

    abstract void save(Event event);

    abstract void saveAll(List<Event> events);

    /** The id itself, where that event is committed; one that is being committed is waited for. */
    @Query("SELECT id FROM events WHERE id = :id LOCK IN SHARE MODE")
    abstract Optional<String> lockShared(String id);

    Optional<Event> find(Caller caller, String id) {
        return Identifier.isOne(id) ? listing.one(caller, new Scope("id", id)) : Optional.empty();
    }

    ListPage<Event> list(Caller caller, ResourceQuery query) {
        return listing.page(caller, query);
    }

    /** All that has happened to these resources, the oldest first. */
    @Query("""
            SELECT * FROM events WHERE resource_type = :resourceType AND resource_id IN (:resourceIds)
            ORDER BY created_at, id
            """)
    public abstract List<Event> findAll(String resourceType, Collection<String> resourceIds);

    /** What has happened to one resource. */
    public ListPage<Event> listOf(Caller caller, ResourceQuery query, String resourceType, String resourceId) {
        return listing.page(
                caller, query, new Scope("resource_type", resourceType), new Scope("resource_id", resourceId));
    }
}
