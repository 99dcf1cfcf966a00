package org.passwordresets.customer;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.listing.Column;
import org.passwordresets.listing.Listings;
import org.passwordresets.listing.ResourceRows;
import org.passwordresets.listing.Scope;
import org.passwordresets.listing.Table;

/** The table {@code customers}. */
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class CustomerRepository extends ResourceRows<Customer> {
    /** The table's columns, for filters on related customers. */
    public static final Table TABLE = Table.of(
            "customers",
            Customer.class,
            Map.of(
                    "status", Column.ascii("status"),
                    "has_password", Column.bool("(%s.password_hash IS NOT NULL)")),
            Map.of());

    CustomerRepository(Listings listings) {
        super(listings, TABLE, Customer.class);
    }

    /** The caller's customer with this email address; case is ignored. */
    public Optional<Customer> find(Caller caller, Email email) {
        return one(caller, new Scope("email_key", email.key()));
    }

    /**
     * Reads the current customer with a shared lock. Until the transaction ends, no other transaction can change the customer
     * or invalidate its resets; others may add and delete resets, unless {@link #lock} holds the row. Do not call {@link
     * #lock} afterwards: two transactions that do would deadlock.
     */
    // MariaDB has no FOR SHARE.
    @Query("SELECT * FROM customers WHERE id = :id LOCK IN SHARE MODE")
    public abstract Optional<Customer> lockShared(String id);

    /**
     * Sets another password for a customer that the transaction has locked.
     *
     * @param passwordHash see {@link Passwords#hash}
     */
    @Query("UPDATE customers SET password_hash = :passwordHash, updated_at = :updatedAt WHERE id = :id")
    public abstract void updatePassword(String id, String passwordHash, Instant updatedAt);
}
