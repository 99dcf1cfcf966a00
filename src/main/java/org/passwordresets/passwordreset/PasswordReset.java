package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.passwordresets.auth.ModeConverter;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.listing.Row;
import org.passwordresets.resource.References;

/**
 * A customer's wish for a new password: a row of {@code customer_password_resets}.
 *
 * <p>It is open as long as it keeps its token; it dies when it is used, when another reset of the customer wins, when the
 * customer's password or e-mail changes, or by too many wrong tokens. Time alone leaves the token in the row, so that a
 * customer who comes too late can be told so.
 *
 * @param customerEmail the customer's as it was then
 * @param tokenCiphertext see {@link ResetTokenVault#encrypt}; null once dead
 * @param tokenMac see {@link ResetTokenVault#mac}; null once dead
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
        Instant updatedAt) {

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

    boolean isDead() {
        return tokenMac == null;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Whether its token can still be used. */
    boolean isOpen(Instant now) {
        return !isDead() && !isExpired(now);
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

    /** With the token used up. */
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
