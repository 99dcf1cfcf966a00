package org.passwordresets.application;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The table {@code organizations}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface OrganizationRepository extends GenericRepository<Organization, String> {
    @Query("SELECT * FROM organizations ORDER BY created_at, id")
    List<Organization> all();

    /** Locked, so that no application is added to it meanwhile. */
    @Query("SELECT * FROM organizations WHERE id = :idOrSlug OR slug = :idOrSlug FOR UPDATE")
    List<Organization> lock(String idOrSlug);

    void save(Organization organization);

    void update(Organization organization);

    @Query("DELETE FROM organizations WHERE id = :id")
    int deleteById(String id);
}
