package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.passwordresets.application.Organizations;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.application.Registrations;
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
            record(
                    beans,
                    "Not done" + knownTarget(beans).map(name -> " for " + name).orElse(""));
            throw e;
        }
    }

    /** Only if there is one with this name: if not, it may be a secret in the wrong place. */
    private Optional<String> knownTarget(ApplicationContext beans) {
        try {
            return Optional.ofNullable(target()).filter(name -> isKnown(name, beans));
        } catch (RuntimeException e) {
            // The database failed before, and fails again.
            return Optional.empty();
        }
    }

    private static boolean isKnown(String name, ApplicationContext beans) {
        return Stream.concat(
                        beans.getBean(Organizations.class).all().stream()
                                .flatMap(organization -> Stream.of(organization.id(), organization.slug())),
                        beans.getBean(Registrations.class).all().stream().map(RegisteredApplication::clientId))
                .anyMatch(name::equals);
    }

    /** The application or organization that it concerns, as typed; null if there is none. */
    @Nullable
    String target() {
        return null;
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
