package org.passwordresets.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** The table {@code refresh_tokens}. Call methods that change rows in a transaction. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface RefreshTokenRepository extends GenericRepository<RefreshToken, byte[]> {
    /** The token, used or not, unless the customer's access has ended since the sign-in. */
    @Query("""
            SELECT token.* FROM refresh_tokens token
            JOIN customers customer ON customer.id = token.customer_id AND customer.access_generation = token.generation
            WHERE token.digest = :digest
            """)
    Optional<RefreshToken> findCurrent(byte[] digest);

    /** The token, even if access has ended. Waits for a COMMIT in progress. */
    @Query("SELECT * FROM refresh_tokens WHERE digest = :digest LOCK IN SHARE MODE")
    Optional<RefreshToken> lockShared(byte[] digest);

    /** Of several concurrent attempts, one changes a row. */
    @Query("UPDATE refresh_tokens SET used_at = :now WHERE digest = :digest AND used_at IS NULL")
    int use(byte[] digest, Instant now);

    void save(RefreshToken token);

    /** Also deletes those that another transaction adds at the same time: it waits for it, or makes it fail. */
    @Query("DELETE FROM refresh_tokens WHERE session_id = :sessionId")
    int deleteSession(String sessionId);

    @Query("DELETE FROM refresh_tokens WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
    int deleteExpired(Instant now, int limit);
}
