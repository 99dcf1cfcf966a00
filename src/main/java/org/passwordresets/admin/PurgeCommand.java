package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import java.util.List;
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
        List<String> tasks = maintenance.names().stream()
                .filter(name -> name.startsWith(TASKS))
                .toList();
        if (tasks.isEmpty()) {
            throw new RefusedException(
                    "Nothing has a retention period: set retention.password-resets or" + " retention.events");
        }
        Map<String, Long> deleted = new TreeMap<>();
        tasks.forEach(task -> deleted.put(task.substring(TASKS.length()), deleted(maintenance, task)));
        return new Outcome("Deleted rows: " + deleted, deleted);
    }

    private static long deleted(Maintenance maintenance, String task) {
        return maintenance
                .runNow(task)
                .orElseThrow(() -> new RefusedException("Another server is deleting just now: " + task));
    }
}
