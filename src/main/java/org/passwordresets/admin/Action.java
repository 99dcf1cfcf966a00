package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import java.util.concurrent.Callable;
import org.passwordresets.security.SecurityEntryBuilder;
import org.passwordresets.security.SecurityEvent;
import org.passwordresets.security.SecurityLog;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that does something with the server's beans, and prints what it did. */
abstract class Action implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints the result as JSON.")
    private boolean json;

    @Override
    public final Integer call() {
        ApplicationContext beans = ((AdminCommand) spec.root().userObject()).beans();
        try {
            Outcome outcome = run(beans);
            record(beans, outcome.text());
            spec.commandLine().getOut().println(json ? outcome.json() : outcome.shown());
            return 0;
        } catch (RuntimeException e) {
            record(beans, "Not done");
            throw e;
        }
    }

    /** In the security log, with who typed it on this machine. */
    private void record(ApplicationContext beans, String text) {
        String sentence = text.lines().count() == 1 ? ": " + text : "";
        beans.getBean(SecurityLog.class)
                .record(SecurityEntryBuilder.builder()
                        .event(SecurityEvent.ADMIN_COMMAND)
                        .actor(System.getProperty("user.name"))
                        .detail(spec.qualifiedName() + sentence)
                        .build());
    }

    /**
     * Does it.
     *
     * @throws RefusedException with a sentence that says why not
     */
    abstract Outcome run(ApplicationContext beans);
}
