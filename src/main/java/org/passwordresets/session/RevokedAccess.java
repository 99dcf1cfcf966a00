package org.passwordresets.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Access that was revoked: a row of {@code revoked_access}.
 *
 * @param id of a session, or of an application's access token
 * @param expiresAt when the last access token that it concerns expires
 * @param createdAt by the database's clock
 */
@MappedEntity("revoked_access")
record RevokedAccess(@Id String id, Instant expiresAt, Instant createdAt) {}
