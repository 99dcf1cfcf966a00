package org.passwordresets.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.database.DatabaseConfiguration;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.listing.Column;
import org.passwordresets.listing.Listing;
import org.passwordresets.listing.Recount;
import org.passwordresets.listing.Scope;
import org.passwordresets.listing.Table;
import org.passwordresets.query.ListPage;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.resource.Identifier;

/** The table {@code customers}. */
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class CustomerRepository implements GenericRepository<Customer, String> {
    /** How customers lie in the database, for filters that reach through to them. */
    public static final Table TABLE = Table.of(
            "customers",
            Customer.class,
            Map.of(
                    "status", Column.ascii("status"),
                    "has_password", Column.bool("(%s.password_hash IS NOT NULL)")),
            Map.of());

    private final Listing<Customer> listing;

    CustomerRepository(ConnectionOperations<Connection> connections, Recount recount, DatabaseConfiguration limits) {
        this.listing = new Listing<>(connections, recount, limits.listTimeout(), TABLE, Customer::read);
    }

    /** The caller's customer of that id. */
    public Optional<Customer> find(Caller caller, String id) {
        return Identifier.isOne(id) ? listing.one(caller, new Scope("id", id)) : Optional.empty();
    }

    /** The caller's customers of those ids. */
    public List<Customer> findAll(Caller caller, Collection<String> ids) {
        return findAll(ids, caller.organizationId(), caller.mode());
    }

    @Query("SELECT * FROM customers WHERE id IN (:ids) AND organization_id = :organizationId AND mode = :mode")
    abstract List<Customer> findAll(Collection<String> ids, String organizationId, Mode mode);

    /** The caller's customer of that e-mail, whatever its case. */
    public Optional<Customer> find(Caller caller, Email email) {
        return listing.one(caller, new Scope("email_key", email.key()));
    }

    ListPage<Customer> list(Caller caller, ResourceQuery query) {
        return listing.page(caller, query);
    }

    abstract void save(Customer customer);

    /**
     * The customer as it is now. Until the transaction ends, nobody else changes it or ends its resets, and nobody adds a
     * reset or deletes one.
     */
    @Query("SELECT * FROM customers WHERE id = :id FOR UPDATE")
    public abstract Optional<Customer> lock(String id);

    /**
     * The customer as it is now. Until the transaction ends, nobody else changes it or ends its resets; others may add and
     * delete resets at the same time. Do not take {@link #lock} afterwards: two transactions that do would deadlock.
     */
    // FOR SHARE does not exist on MariaDB.
    @Query("SELECT * FROM customers WHERE id = :id LOCK IN SHARE MODE")
    public abstract Optional<Customer> lockShared(String id);

    @Query("""
            UPDATE customers
            SET email = :email, email_key = :emailKey, password_hash = :passwordHash, shopper_reference = :shopperReference,
                reference = :reference, reference_origin = :referenceOrigin, metadata = :metadata, updated_at = :updatedAt
            WHERE id = :id
            """)
    abstract void update(
            String id,
            String email,
            String emailKey,
            @Nullable String passwordHash,
            @Nullable String shopperReference,
            @Nullable String reference,
            @Nullable String referenceOrigin,
            String metadata,
            Instant updatedAt);

    /**
     * Gives a customer that the transaction has locked another password.
     *
     * @param passwordHash see {@link Passwords#hash}
     */
    @Query("UPDATE customers SET password_hash = :passwordHash, updated_at = :updatedAt WHERE id = :id")
    public abstract void updatePassword(String id, String passwordHash, Instant updatedAt);

    @Query("DELETE FROM customers WHERE id = :id")
    abstract void delete(String id);
}
