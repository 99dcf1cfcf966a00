package org.passwordresets.customer;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.passwordresets.contract.PasswordText;
import org.passwordresets.resource.Identifier;

/** Hashes passwords with Argon2id, in NFC. Limits concurrent hashes, because each needs memory. */
@Singleton
public final class Passwords {
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Argon2Function function;
    private final Semaphore room;
    /** The hash of a password that nobody knows. */
    private final String ofNobody;

    Passwords(PasswordConfiguration configuration) {
        this.function = Argon2Function.getInstance(
                configuration.memory(), configuration.iterations(), LANES, HASH_BYTES, Argon2.ID);
        this.room = new Semaphore(configuration.hashesAtOnce(), true);
        this.ofNobody = hash(Identifier.random() + Identifier.random());
    }

    /** The hash in PHC form, {@code $argon2id$v=19$m=…}. Takes tens of milliseconds: never call it in a transaction. */
    public String hash(String password) {
        room.acquireUninterruptibly();
        try {
            return Password.hash(PasswordText.normalized(password))
                    .addRandomSalt(SALT_BYTES)
                    .with(function)
                    .getResult();
        } finally {
            room.release();
        }
    }

    /**
     * Whether the hash was computed from this password. Takes the same time for a customer without a password.
     *
     * @param hash null if there is none, which no password matches
     */
    public boolean matches(String password, @Nullable String hash) {
        String compared = hash == null ? ofNobody : hash;
        room.acquireUninterruptibly();
        try {
            boolean matches = Password.check(PasswordText.normalized(password), compared)
                    .with(Argon2Function.getInstanceFromHash(compared));
            return matches && hash != null;
        } finally {
            room.release();
        }
    }

    /** Whether the hash was computed with less memory or fewer iterations than are configured now. */
    boolean isOutdated(String hash) {
        Argon2Function used = Argon2Function.getInstanceFromHash(hash);
        return used.getMemory() < function.getMemory() || used.getIterations() < function.getIterations();
    }
}
