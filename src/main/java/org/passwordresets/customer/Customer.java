package org.passwordresets.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.sql.SQLException;
import java.time.Instant;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.ModeConverter;
import org.passwordresets.generated.model.CustomerStatus;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.listing.Row;
import org.passwordresets.resource.Identified;
import org.passwordresets.resource.References;

/**
 * A customer of an organization: a row of {@code customers}.
 *
 * @param email as the customer wrote it
 * @param emailKey see {@link Email#key()}; unique in an organization and mode
 * @param passwordHash Argon2id in PHC form; null until the customer has a password
 * @param status {@code prospect}, {@code acquired} or {@code repeat}
 * @param metadata a JSON object
 */
@MappedEntity("customers")
public record Customer(
        @Id String id,
        String organizationId,
        @MappedProperty(converter = ModeConverter.class) Mode mode,
        String email,
        String emailKey,
        @Nullable String passwordHash,
        String status,
        @Nullable String shopperReference,
        @Nullable String reference,
        @Nullable String referenceOrigin,
        String metadata,
        Instant createdAt,
        Instant updatedAt)
        implements Identified {

    static Customer read(Row row) throws SQLException {
        return new Customer(
                row.text(),
                row.text(),
                row.mode(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.time(),
                row.time());
    }

    static Customer of(String id, Caller caller, CustomerChange wish, Instant now) {
        References references = References.of(wish.reference(), wish.referenceOrigin(), wish.metadata());
        return new Customer(
                id,
                caller.organizationId(),
                caller.mode(),
                wish.email().text(),
                wish.email().key(),
                wish.passwordHash(),
                CustomerStatus.PROSPECT.text(),
                wish.shopperReference().value(),
                references.reference(),
                references.origin(),
                references.metadata(),
                now,
                now);
    }

    Customer changed(CustomerChange change, Instant now) {
        References references = new References(reference, referenceOrigin, metadata)
                .changedTo(change.reference(), change.referenceOrigin(), change.metadata());
        return new Customer(
                id,
                organizationId,
                mode,
                change.email() == null ? email : change.email().text(),
                change.email() == null ? emailKey : change.email().key(),
                change.passwordHash() == null ? passwordHash : change.passwordHash(),
                status,
                change.shopperReference().orElse(shopperReference),
                references.reference(),
                references.origin(),
                references.metadata(),
                createdAt,
                now);
    }

    /** Whether that is the same organization's customer, with an address that means the same. */
    public boolean hasSameAddress(Customer other) {
        return organizationId.equals(other.organizationId) && mode == other.mode && emailKey.equals(other.emailKey);
    }

    /** A customer without one is a guest. */
    public boolean hasPassword() {
        return passwordHash != null;
    }

    /** Without what belongs to the person. */
    @Override
    public String toString() {
        return "Customer[" + id + ", " + organizationId + ", " + mode + "]";
    }
}
