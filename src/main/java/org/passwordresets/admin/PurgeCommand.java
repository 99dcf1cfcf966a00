package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import java.util.TreeMap;
import org.passwordresets.maintenance.Maintenance;
import picocli.CommandLine.Command;

@Command(
        name = "purge",
        description = "Deletes the rows whose retention period is over, as the settings retention.* say.")
final class PurgeCommand extends Action {
    private static final String TASKS = "retention-";

    @Override
    Outcome run(ApplicationContext beans) {
        Maintenance maintenance = beans.getBean(Maintenance.class);
        Map<String, Long> deleted = new TreeMap<>();
        maintenance.names().stream()
                .filter(name -> name.startsWith(TASKS))
                .forEach(task -> deleted.put(task.substring(TASKS.length()), deleted(maintenance, task)));
        return new Outcome("Deleted rows: " + deleted, deleted);
    }

    private static long deleted(Maintenance maintenance, String task) {
        return maintenance
                .runNow(task)
                .orElseThrow(() -> new RefusedException("Another server is deleting just now: " + task));
    }
}
