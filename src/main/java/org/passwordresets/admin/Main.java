package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.Arrays;
import org.passwordresets.Application;

/** The program of {@code java -jar}: the commands of administrators; without one, the server or the stub. */
public final class Main {
    private static final String ADMIN = "admin";

    private Main() {}

    /** @param arguments {@code admin} and a command; or those of {@link Application} */
    public static void main(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals(ADMIN)) {
            Application.main(arguments);
            return;
        }
        // Before the first logger is created. The output belongs to the commands.
        System.setProperty("LOG_FORMAT", ADMIN);
        String[] command = Arrays.copyOfRange(arguments, 1, arguments.length);
        PrintWriter output = new PrintWriter(System.out, true);
        PrintWriter errors = new PrintWriter(System.err, true);
        System.exit(new AdminCommand(output, errors, Main::open).run(command));
    }

    private static ApplicationContext open() {
        return ApplicationContext.builder(Application.class, ADMIN)
                .banner(false)
                .deduceEnvironment(false)
                .start();
    }
}
