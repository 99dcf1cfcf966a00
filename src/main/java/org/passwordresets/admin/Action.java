package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import java.util.concurrent.Callable;
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
        AdminCommand admin = (AdminCommand) spec.root().userObject();
        Outcome outcome = run(admin.beans());
        spec.commandLine().getOut().println(json ? outcome.json() : outcome.text());
        return 0;
    }

    /**
     * Does it.
     *
     * @throws RefusedException with a sentence that says why not
     */
    abstract Outcome run(ApplicationContext beans);
}
