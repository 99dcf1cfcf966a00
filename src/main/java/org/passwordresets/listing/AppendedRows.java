package org.passwordresets.listing;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLException;
import java.util.List;
import org.passwordresets.auth.Caller;
import org.passwordresets.database.Statements;
import org.passwordresets.error.ApiException;
import org.passwordresets.query.CursorPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identified;
import org.passwordresets.resource.Identifier;

/**
 * Rows that are added and never changed. They are read by id, or in the order in which they were added, page after page.
 * Nobody counts them, and no page is found by skipping rows, so that the millionth row is read as fast as the first.
 *
 * <p>The table has a column {@code seq} that counts up, and an index for each list that ends with it.
 *
 * @param <E> a record with a component for each column except {@code seq}
 */
public abstract class AppendedRows<E extends Identified> {
    private static final String ROW = "t";
    private static final String CURSOR = "c";

    private final Table table;
    private final RowReader<E> reader;
    private final RowWriter<E> writer;
    private final Lookup<E> lookup;
    private final Listings listings;

    /** @param row the record class given to {@link Table#of} */
    protected AppendedRows(Listings listings, Table table, Class<E> row) {
        this.table = table;
        this.reader = new RowReader<>(row);
        this.writer = new RowWriter<>(table, row);
        this.lookup = listings.lookup(table, reader);
        this.listings = listings;
    }

    /** Adds rows. Call it in a transaction. */
    public final void addAll(List<E> rows) {
        try {
            writer.insert(listings.counts().connection(), rows);
        } catch (SQLException e) {
            throw new DataAccessException("Rows cannot be inserted: " + e.getMessage(), e);
        }
    }

    /**
     * The caller's row with this id.
     *
     * @throws ApiException a 404 if there is none
     */
    public final E get(Caller caller, String id) {
        if (Identifier.isOne(id)) {
            return lookup.one(caller, id).orElseThrow(() -> ApiException.notFound(table.name(), id));
        }
        throw ApiException.notFound(table.name(), id);
    }

    /**
     * The caller's rows within the scopes that follow the cursor.
     *
     * @throws ApiException a 400 if the cursor is not a row of the list
     */
    protected final CursorPage<E> page(Caller caller, ResourceQuery.Page page, Scope... scopes) {
        List<Scope> all = List.of(scopes);
        List<E> rows = read(rows(caller, page, all));
        if (rows.isEmpty()
                && page.after() != null
                && read(cursor(caller, page, all), row -> row.getLong(1)).isEmpty()) {
            throw page.unknownCursor();
        }
        boolean isLast = rows.size() <= page.size();
        return new CursorPage<>(isLast ? rows : rows.subList(0, page.size()), isLast);
    }

    /** One row more than the page has shows whether there is another page. */
    private Sql rows(Caller caller, ResourceQuery.Page page, List<Scope> scopes) {
        Sql sql = select(table.selection(ROW), ROW, caller, scopes);
        if (page.after() != null) {
            sql.add(" AND " + ROW + ".seq > (")
                    .add(cursor(caller, page, scopes))
                    .add(")");
        }
        return sql.add(" ORDER BY " + ROW + ".seq LIMIT ?", page.size() + 1);
    }

    private Sql cursor(Caller caller, ResourceQuery.Page page, List<Scope> scopes) {
        return select(CURSOR + ".seq", CURSOR, caller, scopes).add(" AND " + CURSOR + ".id = ?", page.after());
    }

    private Sql select(String columns, String row, Caller caller, List<Scope> scopes) {
        Sql sql = Sql.of("SELECT " + columns + " FROM " + table.name() + " " + row + " WHERE ")
                .add(Statement.own(row, caller));
        scopes.forEach(scope -> sql.add(" AND " + row + "." + scope.column() + " = ?", scope.value()));
        return sql;
    }

    private List<E> read(Sql sql) {
        return read(sql, row -> reader.read(row, 0));
    }

    private <T> List<T> read(Sql sql, Statements.RowReader<T> row) {
        return listings.connections()
                .executeRead(status -> Statements.query(
                        status.getConnection(), row, sql.text(), sql.values().toArray()));
    }
}
