package org.passwordresets.customer;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** Hashes passwords with Argon2id. Limits concurrent hashes, because each needs memory. */
@Singleton
public final class Passwords {
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Argon2Function function;
    private final Semaphore room;

    Passwords(PasswordConfiguration configuration) {
        this.function = Argon2Function.getInstance(
                configuration.memory(), configuration.iterations(), LANES, HASH_BYTES, Argon2.ID);
        this.room = new Semaphore(configuration.hashesAtOnce(), true);
    }

    /** The hash in PHC form, {@code $argon2id$v=19$m=…}. Takes tens of milliseconds: never call it in a transaction. */
    public String hash(String password) {
        room.acquireUninterruptibly();
        try {
            return Password.hash(password)
                    .addRandomSalt(SALT_BYTES)
                    .with(function)
                    .getResult();
        } finally {
            room.release();
        }
    }

    /** Whether the hash was computed from this password. */
    public boolean matches(String password, String hash) {
        room.acquireUninterruptibly();
        try {
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        } finally {
            room.release();
        }
    }
}
