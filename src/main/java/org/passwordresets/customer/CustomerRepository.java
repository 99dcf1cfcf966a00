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
    /** How customers lie in the database, for filters that reach through to them. */
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

    /** The caller's customer of that e-mail, whatever its case. */
    public Optional<Customer> find(Caller caller, Email email) {
        return one(caller, new Scope("email_key", email.key()));
    }

    /**
     * The customer as it is now. Until the transaction ends, nobody else changes it or ends its resets; others may add and
     * delete resets at the same time, unless they find it locked by {@link #lock}. Do not take that lock afterwards: two
     * transactions that do would deadlock.
     */
    // FOR SHARE does not exist on MariaDB.
    @Query("SELECT * FROM customers WHERE id = :id LOCK IN SHARE MODE")
    public abstract Optional<Customer> lockShared(String id);

    /**
     * Gives a customer that the transaction has locked another password.
     *
     * @param passwordHash see {@link Passwords#hash}
     */
    @Query("UPDATE customers SET password_hash = :passwordHash, updated_at = :updatedAt WHERE id = :id")
    public abstract void updatePassword(String id, String passwordHash, Instant updatedAt);
}
