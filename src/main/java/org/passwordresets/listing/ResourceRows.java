package org.passwordresets.listing;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.repository.GenericRepository;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.error.ApiException;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identified;
import org.passwordresets.resource.Identifier;

/**
 * The rows of one resource type. Callers see only those of their organization and mode. Call methods that change rows in a
 * transaction: see {@link org.passwordresets.database.Transactions}.
 *
 * @param <E> a record with a component for each column
 */
public abstract class ResourceRows<E extends Identified> implements GenericRepository<E, String> {
    private final String type;
    private final Listing<E> listing;
    private final Lookup<E> lookup;
    private final RowWriter<E> writer;
    private final RecordCounts counts;

    /** @param row the record class given to {@link Table#of} */
    protected ResourceRows(Listings listings, Table table, Class<E> row) {
        this.type = table.name();
        RowReader<E> reader = new RowReader<>(row);
        this.listing = listings.of(table, reader);
        this.lookup = listings.lookup(table, reader);
        this.writer = new RowWriter<>(table, row);
        this.counts = listings.counts();
    }

    /** The resource type, such as {@code customers}, which is also the name of the table. */
    public final String type() {
        return type;
    }

    /** The caller's row with this id. */
    public final Optional<E> find(Caller caller, String id) {
        return Identifier.isOne(id) ? lookup.one(caller, id) : Optional.empty();
    }

    /**
     * The caller's row with this id.
     *
     * @throws ApiException a 404 if there is none
     */
    public final E get(Caller caller, String id) {
        return find(caller, id).orElseThrow(() -> ApiException.notFound(type, id));
    }

    /** The caller's row with this value in a unique column. */
    protected final Optional<E> one(Caller caller, Scope scope) {
        return listing.one(caller, scope);
    }

    /** The caller's rows with these ids. */
    public final List<E> findAll(Caller caller, Collection<String> ids) {
        return lookup.all(caller, ids);
    }

    /** The requested page of the caller's rows within the scopes. */
    public final ListPage<E> list(Caller caller, ResourceQuery query, Scope... scopes) {
        return listing.page(caller, query, scopes);
    }

    /** Adds a row for the caller. */
    public final void add(Caller caller, E row) {
        addAll(caller, List.of(row));
    }

    /** Adds rows for the caller. */
    public final void addAll(Caller caller, List<E> rows) {
        insert(rows);
        count(caller, rows.size());
    }

    /** A row and its caller. */
    public record Added<E>(Caller caller, E row) {}

    /** Adds rows, each for its own caller. */
    public final void addAll(List<Added<E>> rows) {
        insert(rows.stream().map(Added::row).toList());
        rows.forEach(added -> count(added.caller(), 1));
    }

    private void insert(List<E> rows) {
        try {
            writer.insert(counts.connection(), rows);
        } catch (SQLException e) {
            throw new DataAccessException("Rows cannot be inserted: " + e.getMessage(), e);
        }
    }

    /** Locks the row and returns its current state. No other transaction can change it until this one ends. */
    public final Optional<E> lock(String id) {
        return findByIdForUpdate(id);
    }

    /** Updates all columns of a row that the transaction has locked, so that nobody has changed it since. */
    public abstract void update(E row);

    /**
     * Deletes the caller's row.
     *
     * @throws ApiException a 404 if it has been deleted already
     */
    public final void remove(Caller caller, String id) {
        if (deleteById(id) == 0) {
            throw ApiException.notFound(type, id);
        }
        count(caller, -1);
    }

    /** @param added negative for deleted rows */
    protected final void count(Caller caller, int added) {
        counts.add(caller, type, added);
    }

    protected abstract Optional<E> findByIdForUpdate(String id);

    protected abstract int deleteById(String id);
}
