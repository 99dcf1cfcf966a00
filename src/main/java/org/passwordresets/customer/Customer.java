package org.passwordresets.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.ModeConverter;
import org.passwordresets.contract.Email;
import org.passwordresets.generated.model.CustomerStatus;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.resource.AsWritten;
import org.passwordresets.resource.Audited;
import org.passwordresets.resource.Identified;
import org.passwordresets.resource.Metadata;

/**
 * A customer of an organization: a row of {@code customers}.
 *
 * @param email as the customer wrote it
 * @param emailKey see {@link Email#key()}; unique in an organization and mode
 * @param passwordHash Argon2id in PHC form; null until the customer has a password
 * @param status {@code prospect}, {@code acquired} or {@code repeat}
 * @param metadata a JSON object
 * @param accessGeneration of the customer's sign-ins; the next one begins with a new password or email address, and ends all
 *     access from before
 */
@MappedEntity("customers")
@RecordBuilder
public record Customer(
        @Id String id,
        String organizationId,
        @MappedProperty(converter = ModeConverter.class) Mode mode,
        @Audited String email,
        String emailKey,

        @Audited(value = Customer.PASSWORD, as = Audited.As.SECRET) @Nullable
        String passwordHash,

        @Audited String status,
        @Audited @AsWritten @Nullable String shopperReference,
        @Audited @AsWritten @Nullable String reference,
        @Audited @AsWritten @Nullable String referenceOrigin,
        @Audited(as = Audited.As.JSON) @AsWritten String metadata,
        Instant createdAt,
        Instant updatedAt,
        int accessGeneration)
        implements Identified {
    /** What the audit trail calls the password. */
    public static final String PASSWORD = "password";

    static Customer of(String id, Caller caller, CustomerChange wish, Instant now) {
        return CustomerBuilder.builder()
                .id(id)
                .organizationId(caller.organizationId())
                .mode(caller.mode())
                .status(CustomerStatus.PROSPECT.text())
                .metadata(Metadata.NONE)
                .createdAt(now)
                .build()
                .changed(wish, now);
    }

    Customer changed(CustomerChange change, Instant now) {
        CustomerBuilder customer = CustomerBuilder.builder(this).updatedAt(now);
        if (change.email() != null) {
            customer.email(change.email().text()).emailKey(change.email().key());
        }
        if (change.passwordHash() != null) {
            customer.passwordHash(change.passwordHash());
        }
        return change.attributes().apply(customer.build());
    }

    /** The same customer, whose access from before has ended. */
    Customer withoutAccess() {
        return CustomerBuilder.builder(this)
                .accessGeneration(accessGeneration + 1)
                .build();
    }

    /** What identifies a customer besides the id. */
    public record Address(String organizationId, Mode mode, String emailKey) {
        /** Of the caller's customer with this email address. */
        public static Address of(Caller caller, Email email) {
            return new Address(caller.organizationId(), caller.mode(), email.key());
        }

        Owner owner() {
            return new Owner(organizationId, mode);
        }
    }

    /** Whose customer it is. */
    record Owner(String organizationId, Mode mode) {}

    /** The customer's current address. */
    public Address address() {
        return new Address(organizationId, mode, emailKey);
    }

    /** Whether the customer has a password. A customer without one is a guest. */
    public boolean hasPassword() {
        return passwordHash != null;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Customer[" + id + ", " + organizationId + ", " + mode + "]";
    }
}
