package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.passwordresets.maintenance.Maintenance;
import picocli.CommandLine.Command;

@Command(
        name = "recount",
        description =
                "Corrects the numbers of records, which are wrong after rows were changed directly in the database.")
final class RecountCommand extends Action {
    private static final String TASK = "recount";

    @Override
    Outcome run(ApplicationContext beans) {
        long corrected = beans.getBean(Maintenance.class)
                .runNow(TASK)
                .orElseThrow(() -> new RefusedException("Another server is counting just now"));
        return new Outcome("Corrected numbers: " + corrected, Map.of("corrected", corrected));
    }
}
