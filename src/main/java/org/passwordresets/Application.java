package org.passwordresets;

import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.Micronaut;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.passwordresets.contract.ContractException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server. The Configuration page of the docs lists all settings. */
public final class Application extends Micronaut {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    /** The framework's messages. The value of the setting is left out, because it may be a secret. */
    private static final Pattern UNREADABLE = Pattern.compile(
            "Error resolving property value \\[([^\\]]+)]\\. Unable to convert value .* to target type \\[([^\\]]+)]");

    private static final String NO_ADDRESS = "No URL specified";

    /** The framework's message, which quotes the address. */
    private static final String UNREADABLE_ADDRESS = "Invalid JDBC URL [";

    private static final Pattern LISTENER = Pattern.compile("Unable to start Micronaut server on (\\S+)");

    private Application() {}

    /**
     * Starts the server and returns when it listens.
     *
     * @param arguments settings such as {@code --micronaut.server.port=8080}; or {@code stub}, which starts the stub instead,
     *     and the stub's options
     */
    public static void main(String[] arguments) {
        Interrupt.isNoFailure();
        refuseOtherCommands(arguments);
        boolean isStub = arguments.length > 0 && arguments[0].equals(StubCommand.NAME);
        Micronaut application = new Application();
        if (isStub) {
            application.environments(StubCommand.NAME).properties(stubSettings(arguments));
        } else {
            application.args(arguments);
        }
        application
                .mainClass(Application.class)
                .banner(false)
                // The detection of cloud environments takes time, and nothing depends on it.
                .deduceEnvironment(false)
                .start();
    }

    /** Instead of starting the server, which has no use for them. */
    private static void refuseOtherCommands(String[] arguments) {
        if (StubCommand.isCallForHelp(List.of(arguments))) {
            StubCommand.printHelp();
            System.exit(0);
        }
        if (arguments.length > 0 && !arguments[0].startsWith("-") && !arguments[0].equals(StubCommand.NAME)) {
            LOG.error("There is no command {}. Use stub, admin, or help, or none to start the server.", arguments[0]);
            System.exit(1);
        }
    }

    private static Map<String, Object> stubSettings(String[] arguments) {
        try {
            return StubCommand.settings(List.of(arguments).subList(1, arguments.length));
        } catch (ConfigurationException e) {
            LOG.error("The stub does not start: {}", e.getMessage());
            System.exit(1);
            throw e;
        }
    }

    /** Logs an invalid setting in one line, because a stack trace would hide it. */
    @Override
    protected void handleStartupException(Environment environment, Throwable exception) {
        Optional<String> refusal = refusal(exception);
        if (refusal.isEmpty()) {
            super.handleStartupException(environment, exception);
        } else {
            boolean isStub = environment.getActiveNames().contains("stub");
            String reason = isStub
                    ? refusal.get().replace("with MICRONAUT_SERVER_PORT", "with --port (MICRONAUT_SERVER_PORT)")
                    : refusal.get();
            LOG.error("The {} does not start: {}", isStub ? "stub" : "server", reason);
            System.exit(1);
        }
    }

    /** Why it does not start, if you can change that: a setting or the contract is invalid, or the port is taken. */
    public static Optional<String> refusal(@Nullable Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
        return causes.stream()
                .filter(ConfigurationException.class::isInstance)
                .map(Throwable::getMessage)
                .reduce((outer, inner) -> inner)
                .map(reason -> reason.contains(NO_ADDRESS)
                        ? Setting.of("datasources.default.url")
                                .refused("is missing")
                                .getMessage()
                        : reason)
                .or(() -> causes.stream()
                        .flatMap(cause -> unreadable(cause).stream())
                        .findFirst())
                .or(() -> causes.stream()
                        .filter(cause -> String.valueOf(cause.getMessage()).contains(UNREADABLE_ADDRESS))
                        .map(cause -> Setting.unreadableDatabaseAddress().getMessage())
                        .findFirst())
                .or(() -> causes.stream()
                        .filter(ContractException.class::isInstance)
                        .map(mistake -> "the contract is invalid: " + mistake.getMessage())
                        .findFirst())
                .or(() -> takenPort(causes));
    }

    private static Optional<String> unreadable(Throwable cause) {
        Matcher setting = UNREADABLE.matcher(String.valueOf(cause.getMessage()));
        return setting.find()
                ? Optional.of(Setting.of(setting.group(1))
                        .refused("cannot be read as " + setting.group(2))
                        .getMessage())
                : Optional.empty();
    }

    private static Optional<String> takenPort(List<Throwable> causes) {
        boolean isTaken = causes.stream().anyMatch(BindException.class::isInstance);
        return causes.stream()
                .map(cause -> LISTENER.matcher(String.valueOf(cause.getMessage())))
                .filter(listener -> isTaken && listener.find())
                .map(listener -> ("%s is taken: stop what listens there, or choose another port with"
                                + " MICRONAUT_SERVER_PORT, or in make with PORT (PORT_OF_STUB for the stub of make dev)")
                        .formatted(listener.group(1)))
                .findFirst();
    }
}
