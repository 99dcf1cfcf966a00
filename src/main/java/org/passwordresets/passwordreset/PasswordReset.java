package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.passwordresets.auth.ModeConverter;
import org.passwordresets.customer.Customer;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.listing.Row;
import org.passwordresets.policy.TokenState;
import org.passwordresets.resource.Identified;
import org.passwordresets.resource.References;

/**
 * A customer's wish for a new password: a row of {@code customer_password_resets}.
 *
 * <p>It keeps its token until the token is consumed or invalidated. Time alone leaves the token in the row, so that a customer
 * who comes too late can be told so.
 *
 * @param customerEmail the customer's as it was then
 * @param tokenCiphertext see {@link ResetTokenVault.Kept}; null once invalidated
 * @param tokenMac see {@link ResetTokenVault.Kept}; null once invalidated
 * @param resetPasswordAt when the new password was set; null until then
 * @param metadata a JSON object
 */
@MappedEntity("customer_password_resets")
record PasswordReset(
        @Id String id,
        String organizationId,
        @MappedProperty(converter = ModeConverter.class) Mode mode,
        String customerId,
        String customerEmail,
        @Nullable byte[] tokenCiphertext,
        @Nullable byte[] tokenMac,
        Instant expiresAt,
        int wrongTokens,
        @Nullable Instant resetPasswordAt,
        @Nullable String reference,
        @Nullable String referenceOrigin,
        String metadata,
        Instant createdAt,
        Instant updatedAt)
        implements Identified {

    static PasswordReset read(Row row) throws SQLException {
        return new PasswordReset(
                row.text(),
                row.text(),
                row.mode(),
                row.text(),
                row.text(),
                row.bytes(),
                row.bytes(),
                row.time(),
                row.number(),
                row.time(),
                row.text(),
                row.text(),
                row.text(),
                row.time(),
                row.time());
    }

    /** A new one, with a token of its own. */
    static PasswordReset of(
            String id,
            Customer customer,
            ResetTokenVault.Kept token,
            Instant expiresAt,
            References references,
            Instant now) {
        return new PasswordReset(
                id,
                customer.organizationId(),
                customer.mode(),
                customer.id(),
                customer.email(),
                token.ciphertext(),
                token.mac(),
                expiresAt,
                0,
                null,
                references.reference(),
                references.origin(),
                references.metadata(),
                now,
                now);
    }

    /** What has become of its token. */
    TokenState token() {
        return new TokenState(tokenMac == null, expiresAt);
    }

    /** What a client attached to it. */
    private References references() {
        return new References(reference, referenceOrigin, metadata);
    }

    PasswordReset changed(UnaryOperator<References> change, Instant now) {
        References to = change.apply(references());
        return new PasswordReset(
                id,
                organizationId,
                mode,
                customerId,
                customerEmail,
                tokenCiphertext,
                tokenMac,
                expiresAt,
                wrongTokens,
                resetPasswordAt,
                to.reference(),
                to.origin(),
                to.metadata(),
                createdAt,
                now);
    }

    /** With the token consumed. */
    PasswordReset completed(Instant now) {
        return new PasswordReset(
                id,
                organizationId,
                mode,
                customerId,
                customerEmail,
                null,
                null,
                expiresAt,
                wrongTokens,
                now,
                reference,
                referenceOrigin,
                metadata,
                createdAt,
                now);
    }

    /** Without anything of the token or the person. */
    @Override
    public String toString() {
        return "PasswordReset[" + id + ", " + organizationId + ", " + mode + "]";
    }
}
