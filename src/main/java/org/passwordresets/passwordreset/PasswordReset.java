package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.passwordresets.auth.ModeConverter;
import org.passwordresets.customer.Customer;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.policy.TokenState;
import org.passwordresets.resource.AsWritten;
import org.passwordresets.resource.Audited;
import org.passwordresets.resource.Identified;
import org.passwordresets.resource.Metadata;

/**
 * A password reset of a customer: a row of {@code customer_password_resets}.
 *
 * <p>The row keeps its token until the token is consumed or invalidated. An expired token stays in the row, so that the
 * response can say that it has expired.
 *
 * @param customerEmail the customer's email address when the reset was created
 * @param tokenCiphertext see {@link ResetTokenVault.Kept}; null once invalidated
 * @param tokenMac see {@link ResetTokenVault.Kept}; null once invalidated
 * @param tokenKeyId see {@link ResetTokenVault.Kept}; without a meaning once the token is invalidated
 * @param resetPasswordAt when the new password was set; null until then
 * @param metadata a JSON object
 */
@MappedEntity("customer_password_resets")
@RecordBuilder
record PasswordReset(
        @Id String id,
        String organizationId,
        @MappedProperty(converter = ModeConverter.class) Mode mode,
        @Audited String customerId,
        @Audited String customerEmail,
        @Nullable byte[] tokenCiphertext,

        @Audited(value = PasswordReset.TOKEN, as = Audited.As.SECRET) @Nullable
        byte[] tokenMac,

        @Nullable String tokenKeyId,
        Instant expiresAt,
        int wrongTokens,
        @Audited @Nullable Instant resetPasswordAt,
        @Audited @AsWritten @Nullable String reference,
        @Audited @AsWritten @Nullable String referenceOrigin,
        @Audited(as = Audited.As.JSON) @AsWritten String metadata,
        Instant createdAt,
        Instant updatedAt)
        implements Identified {
    /** What the audit trail calls the token. */
    static final String TOKEN = "reset_password_token";

    /** A new reset with its own token. */
    static PasswordReset of(String id, Customer customer, ResetTokenVault.Kept token, Instant expiresAt, Instant now) {
        return PasswordResetBuilder.builder()
                .id(id)
                .organizationId(customer.organizationId())
                .mode(customer.mode())
                .customerId(customer.id())
                .customerEmail(customer.email())
                .tokenCiphertext(token.ciphertext())
                .tokenMac(token.mac())
                .tokenKeyId(token.keyId())
                .expiresAt(expiresAt)
                .metadata(Metadata.NONE)
                .createdAt(now)
                .updatedAt(now)
                .build();
    }

    /** Its token as stored. */
    ResetTokenVault.Kept keptToken() {
        return new ResetTokenVault.Kept(tokenCiphertext, tokenMac, tokenKeyId);
    }

    /** The state of its token. */
    TokenState token() {
        return new TokenState(tokenMac == null, expiresAt);
    }

    PasswordReset changed(UnaryOperator<PasswordReset> change, Instant now) {
        return PasswordResetBuilder.builder(change.apply(this)).updatedAt(now).build();
    }

    /** The reset with its token consumed. */
    PasswordReset completed(Instant now) {
        return PasswordResetBuilder.builder(this)
                .tokenCiphertext(null)
                .tokenMac(null)
                .resetPasswordAt(now)
                .updatedAt(now)
                .build();
    }

    /** Omits the token and personal data. */
    @Override
    public String toString() {
        return "PasswordReset[" + id + ", " + organizationId + ", " + mode + "]";
    }
}
