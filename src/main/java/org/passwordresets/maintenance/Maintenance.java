package org.passwordresets.maintenance;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.passwordresets.database.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tasks that are due and whose lease this server gets. */
@Singleton
public class Maintenance {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final List<MaintenanceTask> tasks;
    private final MaintenanceLeases leases;
    private final TaskScheduler scheduler;
    private final Duration checkInterval;

    Maintenance(
            List<MaintenanceTask> tasks,
            MaintenanceLeases leases,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            MaintenanceConfiguration configuration) {
        this.tasks = tasks;
        this.leases = leases;
        this.scheduler = scheduler;
        this.checkInterval = configuration.checkInterval();
    }

    /** Not before the server responds to requests. */
    @EventListener
    void onStartup(ServerStartupEvent started) {
        tasks.forEach(task -> scheduler.scheduleWithFixedDelay(checkInterval, checkInterval, () -> attempt(task)));
    }

    /** The names of all tasks. */
    public List<String> names() {
        return tasks.stream().map(MaintenanceTask::name).toList();
    }

    /**
     * Runs a task, whether it is due or not.
     *
     * @return the number of changed rows; empty if another server is running the task
     */
    public OptionalLong runNow(String name) {
        MaintenanceTask task = tasks.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        return leases.acquire(name, Duration.ZERO)
                .map(lease -> run(task, lease))
                .orElse(OptionalLong.empty());
    }

    private void attempt(MaintenanceTask task) {
        try {
            leases.acquire(task.name(), task.interval()).ifPresent(lease -> run(task, lease));
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} failed and will be repeated: {}, {}", task.name(), e.getMessage(), DatabaseFailure.describe(e));
        }
    }

    private OptionalLong run(MaintenanceTask task, Lease lease) {
        long start = System.nanoTime();
        try {
            long changedRows = task.run(lease);
            leases.finish(task.name(), changedRows);
            if (changedRows > 0) {
                LOG.info(
                        "{}: {} rows in {} ms",
                        task.name(),
                        changedRows,
                        Duration.ofNanos(System.nanoTime() - start).toMillis());
            }
            return OptionalLong.of(changedRows);
        } catch (RuntimeException e) {
            leases.giveBack(task.name());
            throw e;
        }
    }
}
