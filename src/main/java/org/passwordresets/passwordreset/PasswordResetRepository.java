package org.passwordresets.passwordreset;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.passwordresets.auth.Caller;
import org.passwordresets.customer.CustomerRepository;
import org.passwordresets.event.EventRepository;
import org.passwordresets.generated.model.CustomerPasswordResetResource;
import org.passwordresets.listing.Column;
import org.passwordresets.listing.Listings;
import org.passwordresets.listing.Relation;
import org.passwordresets.listing.ResourceRows;
import org.passwordresets.listing.Table;

/** The table {@code customer_password_resets}. */
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class PasswordResetRepository extends ResourceRows<PasswordReset> {
    private static final String TYPE = CustomerPasswordResetResource.TYPE;
    private static final Column.SecretColumns TOKEN =
            new Column.SecretColumns("token_mac", "token_key_id", "expires_at");

    PasswordResetRepository(Listings listings, ResetTokenVault vault, Clock clock) {
        super(listings, table(vault, clock), PasswordReset.class);
    }

    private static Table table(ResetTokenVault vault, Clock clock) {
        return Table.of(
                TYPE,
                PasswordReset.class,
                Map.of("reset_password_token", Column.secret(TOKEN, vault.keyIds(), vault::macs, clock)),
                Map.of(
                        "customer", Relation.toOne(CustomerRepository.TABLE, "customer_id"),
                        "events", Relation.toEventsOf(EventRepository.TABLE, TYPE)));
    }

    /** Counts a wrong token. The last one allowed invalidates the reset. */
    @Query("""
            UPDATE customer_password_resets
            SET wrong_tokens = wrong_tokens + 1,
                token_ciphertext = IF(wrong_tokens >= :limit, NULL, token_ciphertext),
                token_mac = IF(wrong_tokens >= :limit, NULL, token_mac)
            WHERE id = :id AND token_mac IS NOT NULL
            """)
    abstract int countWrongToken(String id, int limit);

    /** 1 if the reset has a token, expired or not; otherwise 0. */
    @Query("SELECT COUNT(*) FROM customer_password_resets WHERE id = :id AND token_mac IS NOT NULL")
    abstract int countWithToken(String id);

    /** The customer's resets with a token, expired or not. Exact only in a transaction that has locked the customer. */
    @Query("SELECT id FROM customer_password_resets WHERE customer_id = :customerId AND token_mac IS NOT NULL")
    abstract List<String> idsOfActive(String customerId);

    /** Invalidates the tokens of these resets. Forces the primary key, because InnoDB locks every row that it reads. */
    @Query("""
            UPDATE customer_password_resets FORCE INDEX (PRIMARY)
            SET token_ciphertext = NULL, token_mac = NULL, updated_at = :now
            WHERE id IN (:ids)
            """)
    abstract void invalidate(Collection<String> ids, Instant now);

    /** Deletes the caller's resets with these ids. */
    final void removeAll(Caller caller, Collection<String> ids) {
        count(caller, -deleteAll(ids));
    }

    /** Forces the primary key too, in the only form of DELETE in which both MySQL and MariaDB accept an index hint. */
    @Query("""
            DELETE resets FROM customer_password_resets resets FORCE INDEX (PRIMARY) WHERE resets.id IN (:ids)
            """)
    protected abstract int deleteAll(Collection<String> ids);

    /** All of a customer's resets. Exact only in a transaction that has locked the customer. */
    @Query("SELECT id FROM customer_password_resets WHERE customer_id = :customerId")
    abstract List<String> idsOfCustomer(String customerId);
}
