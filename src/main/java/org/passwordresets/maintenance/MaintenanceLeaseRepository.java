package org.passwordresets.maintenance;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.MYSQL)
interface MaintenanceLeaseRepository extends GenericRepository<MaintenanceLease, String> {
    @Query("""
            INSERT INTO maintenance_leases (task, held_until) VALUES (:task, '2000-01-01')
            ON DUPLICATE KEY UPDATE task = task
            """)
    void addIfAbsent(String task);

    /** Whether a server would get the task. It locks no row, so that asking does not disturb other servers. */
    @Query("""
            SELECT COUNT(*) FROM maintenance_leases
            WHERE task = :task AND (holder IS NULL OR held_until <= UTC_TIMESTAMP(3))
                AND (finished_at IS NULL OR finished_at <= UTC_TIMESTAMP(3) - INTERVAL :interval MICROSECOND)
            """)
    int countDue(String task, long interval);

    /** Of several concurrent attempts, one changes a row. */
    @Query("""
            UPDATE maintenance_leases
            SET holder = :holder, held_until = UTC_TIMESTAMP(3) + INTERVAL :length MICROSECOND
            WHERE task = :task AND (holder IS NULL OR held_until <= UTC_TIMESTAMP(3) OR holder = :holder)
                AND (finished_at IS NULL OR finished_at <= UTC_TIMESTAMP(3) - INTERVAL :interval MICROSECOND)
            """)
    int acquire(String task, String holder, long length, long interval);

    @Query("""
            UPDATE maintenance_leases SET held_until = UTC_TIMESTAMP(3) + INTERVAL :length MICROSECOND
            WHERE task = :task AND holder = :holder
            """)
    int keep(String task, String holder, long length);

    @Query("""
            UPDATE maintenance_leases SET holder = NULL, finished_at = UTC_TIMESTAMP(3), changed_rows = :changedRows
            WHERE task = :task AND holder = :holder
            """)
    int finish(String task, String holder, long changedRows);

    @Query("UPDATE maintenance_leases SET holder = NULL WHERE task = :task AND holder = :holder")
    int giveBack(String task, String holder);
}
