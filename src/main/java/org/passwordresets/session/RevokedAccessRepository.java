package org.passwordresets.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** The table {@code revoked_access}. Call methods that change rows in a transaction. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface RevokedAccessRepository extends GenericRepository<RevokedAccess, String> {
    @Query("""
            INSERT INTO revoked_access (id, expires_at, created_at) VALUES (:id, :expiresAt, UTC_TIMESTAMP(3))
            ON DUPLICATE KEY UPDATE id = id
            """)
    void add(String id, Instant expiresAt);

    /** In the order of their creation. */
    @Query("""
            SELECT * FROM revoked_access WHERE created_at >= :since AND expires_at > :now
            ORDER BY created_at LIMIT :limit
            """)
    List<RevokedAccess> findSince(Instant since, Instant now, int limit);

    @Query("DELETE FROM revoked_access WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
    int deleteExpired(Instant now, int limit);
}
