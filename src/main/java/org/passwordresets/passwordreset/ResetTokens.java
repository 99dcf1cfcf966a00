package org.passwordresets.passwordreset;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.passwordresets.customer.Customer;
import org.passwordresets.database.Transactions;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.resource.References;

/** The life of a reset's token: it is given, shown, and tried. */
@Singleton
class ResetTokens {
    private final PasswordResetRepository resets;
    private final ResetTokenVault vault;
    private final PasswordResetConfiguration configuration;
    private final Transactions transactions;

    ResetTokens(
            PasswordResetRepository resets,
            ResetTokenVault vault,
            PasswordResetConfiguration configuration,
            Transactions transactions) {
        this.resets = resets;
        this.vault = vault;
        this.configuration = configuration;
        this.transactions = transactions;
    }

    /** A new reset for a customer, with a token of its own; not yet in the database. */
    PasswordReset open(String id, Customer customer, References references, Instant now) {
        ResetToken token = ResetToken.random();
        return new PasswordReset(
                id,
                customer.organizationId(),
                customer.mode(),
                customer.id(),
                customer.email(),
                vault.encrypt(token, id),
                vault.mac(token.text()),
                now.plus(configuration.tokenLifetime()),
                0,
                null,
                references.reference(),
                references.origin(),
                references.metadata(),
                now,
                now);
    }

    /** The token, as long as it can be used; null afterwards. */
    @Nullable
    String shown(PasswordReset reset, Instant now) {
        return reset.isOpen(now)
                ? vault.decrypt(reset.tokenCiphertext(), reset.id()).text()
                : null;
    }

    /** Why the token does not open the reset; null where it does. A wrong one counts, and the last one allowed is the end. */
    @Nullable
    ValidationCode verdict(PasswordReset reset, String token, Instant now) {
        if (reset.isDead()) {
            return ValidationCode.INVALID;
        }
        if (!vault.matches(token, reset.tokenMac())) {
            countWrongToken(reset);
            return ValidationCode.INVALID;
        }
        return reset.isExpired(now) ? ValidationCode.EXPIRED : null;
    }

    /** In doubt it counts twice rather than not at all. */
    private void countWrongToken(PasswordReset reset) {
        transactions.write(() -> resets.countWrongToken(reset.id(), configuration.wrongTokens()));
    }
}
