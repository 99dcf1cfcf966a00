package org.passwordresets.customer;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.generated.model.Mode;
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

    private static final String ID_BY_ADDRESS =
            "SELECT id FROM customers WHERE organization_id = :organizationId AND mode = :mode AND email_key";
    /** MySQL and MariaDB each read their own part and ignore the other as a comment. */
    private static final String SHARED_IF_FREE =
            "/*!80000 FOR SHARE SKIP LOCKED */ /*M!100600 LOCK IN SHARE MODE SKIP LOCKED */";

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

    /** Locks the current customer with this address, as {@link #lockShared(String)} does. */
    public final Optional<Customer> lockShared(Customer.Address address) {
        return lockSharedByAddress(address.organizationId(), address.mode(), address.emailKey())
                .filter(customer -> customer.address().equals(address));
    }

    /** Finds the id without a lock, so that all transactions lock customers by their primary key. */
    @Query("SELECT * FROM customers WHERE id = (" + ID_BY_ADDRESS + " = :emailKey) LOCK IN SHARE MODE")
    protected abstract Optional<Customer> lockSharedByAddress(String organizationId, Mode mode, String emailKey);

    /**
     * Locks the current customers with these addresses, as {@link #lockShared(String)} does, but without those that another
     * transaction has locked.
     */
    public final Map<Customer.Address, Customer> lockSharedIfFree(List<Customer.Address> addresses) {
        if (addresses.size() == 1) {
            Customer.Address one = addresses.get(0);
            return byAddress(lockFreeByAddress(one.organizationId(), one.mode(), one.emailKey()));
        }
        List<String> ids = new ArrayList<>();
        keys(addresses).forEach((owner, keys) -> ids.addAll(ids(owner.organizationId(), owner.mode(), padded(keys))));
        return ids.isEmpty() ? Map.of() : byAddress(lockFree(padded(ids)));
    }

    /** Repeats the last value up to a power of two, so that each connection prepares only a few different statements. */
    private static List<String> padded(List<String> values) {
        int size = Integer.highestOneBit(2 * values.size() - 1);
        List<String> padded = new ArrayList<>(values);
        padded.addAll(Collections.nCopies(size - values.size(), values.get(values.size() - 1)));
        return padded;
    }

    private static Map<Customer.Address, Customer> byAddress(List<Customer> customers) {
        return customers.stream().collect(Collectors.toMap(Customer::address, customer -> customer));
    }

    @Query("SELECT * FROM customers WHERE id = (" + ID_BY_ADDRESS + " = :emailKey) " + SHARED_IF_FREE)
    protected abstract List<Customer> lockFreeByAddress(String organizationId, Mode mode, String emailKey);

    private static Map<Customer.Owner, List<String>> keys(List<Customer.Address> addresses) {
        return addresses.stream()
                .collect(Collectors.groupingBy(
                        Customer.Address::owner, Collectors.mapping(Customer.Address::emailKey, Collectors.toList())));
    }

    @Query(ID_BY_ADDRESS + " IN (:emailKeys)")
    protected abstract List<String> ids(String organizationId, Mode mode, Collection<String> emailKeys);

    @Query("SELECT * FROM customers FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id " + SHARED_IF_FREE)
    protected abstract List<Customer> lockFree(Collection<String> ids);

    /**
     * Sets another password for a customer that the transaction has locked, and ends all access from before.
     *
     * @param passwordHash see {@link Passwords#hash}
     */
    @Query("""
            UPDATE customers
            SET password_hash = :passwordHash, access_generation = access_generation + 1, updated_at = :updatedAt
            WHERE id = :id
            """)
    public abstract void updatePassword(String id, String passwordHash, Instant updatedAt);

    /** Replaces the hash of an unchanged password, so that the customer's access goes on. */
    @Query("UPDATE customers SET password_hash = :hash WHERE id = :id AND password_hash = :outdated")
    protected abstract void replaceHash(String id, String outdated, String hash);
}
