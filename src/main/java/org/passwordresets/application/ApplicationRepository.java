package org.passwordresets.application;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** The table {@code applications}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface ApplicationRepository extends GenericRepository<ApplicationRow, String> {
    @Query("SELECT * FROM applications ORDER BY created_at, id")
    List<ApplicationRow> all();

    @Query("SELECT * FROM applications WHERE client_id = :clientId FOR UPDATE")
    Optional<ApplicationRow> lock(String clientId);

    long countByOrganizationId(String organizationId);

    void save(ApplicationRow application);

    void update(ApplicationRow application);

    @Query("DELETE FROM applications WHERE id = :id")
    int deleteById(String id);
}
