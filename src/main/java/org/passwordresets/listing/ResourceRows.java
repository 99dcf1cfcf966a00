package org.passwordresets.listing;

import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identifier;

/**
 * The rows of one type of resource, each seen by callers of its organization and mode only.
 *
 * @param <E> a record with a component for each column
 */
public abstract class ResourceRows<E> implements GenericRepository<E, String> {
    private final Listing<E> listing;

    /** @param row what {@link Table#of} was told */
    protected ResourceRows(Listings listings, Table table, Class<E> row) {
        this.listing = listings.of(table, row);
    }

    /** The caller's row of that id. */
    public final Optional<E> find(Caller caller, String id) {
        return Identifier.isOne(id) ? one(caller, new Scope("id", id)) : Optional.empty();
    }

    /** The caller's one row with that value in a column where it is unique. */
    protected final Optional<E> one(Caller caller, Scope scope) {
        return listing.one(caller, scope);
    }

    /** The caller's rows of those ids. */
    public final List<E> findAll(Caller caller, Collection<String> ids) {
        return listing.all(caller, ids);
    }

    /** The page that was asked for, of what the caller may see within the scopes. */
    public final ListPage<E> list(Caller caller, ResourceQuery query, Scope... scopes) {
        return listing.page(caller, query, scopes);
    }
}
