package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.Supplier;
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
        Beans beans = new Beans();
        int code = new AdminCommand(output, errors, beans).run(command);
        beans.close();
        System.exit(code);
    }

    /** The server's beans, created when a command needs them. */
    private static final class Beans implements Supplier<ApplicationContext>, AutoCloseable {
        private @Nullable ApplicationContext context;

        @Override
        public ApplicationContext get() {
            if (context == null) {
                context = ApplicationContext.builder(Application.class, ADMIN)
                        .banner(false)
                        .deduceEnvironment(false)
                        .start();
            }
            return context;
        }

        /** Writes what is left to be written, such as entries of the security log. */
        @Override
        public void close() {
            if (context != null) {
                context.close();
            }
        }
    }
}
