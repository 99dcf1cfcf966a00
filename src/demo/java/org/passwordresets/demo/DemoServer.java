package org.passwordresets.demo;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.net.BindException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.passwordresets.Application;
import org.passwordresets.build.Completeness;

/** The server in the environment {@code demo}. {@code make run} starts it in the same process, {@code make dev} in another. */
public final class DemoServer {
    /** Defaults for what the user has not set. Pages under development may call the API from any port of this machine. */
    private static final PropertySource DEFAULTS = PropertySource.of(
            "demo defaults",
            Map.of(
                    "cors.origins",
                    List.of("http://localhost:*", "http://127.0.0.1:*"),
                    // Whoever tries the API out has few customers.
                    "rate-limits.resets",
                    0),
            -1000);

    private DemoServer() {}

    /**
     * Reads its configuration as a map from standard input, and exits when standard input ends, so that it does not outlive a
     * killed {@code make dev}.
     */
    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        ObjectInputStream input = new ObjectInputStream(System.in);
        Map<String, Object> properties = (Map<String, Object>) input.readObject();
        try {
            new ShutdownSequence().start(() -> start(properties));
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
        while (input.read() >= 0) {
            // No further input follows.
        }
        System.exit(0);
    }

    /**
     * Does not use Micronaut's own start(), whose shutdown hook would run in parallel with ours.
     *
     * @throws StartFailure if the port is taken or a setting is invalid
     */
    static ApplicationContext start(Map<String, Object> properties, String... arguments) {
        ApplicationContext context = Micronaut.build(arguments)
                .mainClass(Application.class)
                .environments("demo")
                .properties(properties)
                .propertySources(DEFAULTS)
                .banner(false)
                .build();
        try {
            context.start();
            context.getBean(EmbeddedServer.class).start();
            nameWhatIsMissing();
            return context;
        } catch (RuntimeException failure) {
            context.close();
            throw isCausedByTakenPort(failure)
                    ? StartFailure.takenPort((int) properties.get("micronaut.server.port"))
                    : Application.refusal(failure)
                            .<RuntimeException>map(StartFailure::new)
                            .orElse(failure);
        }
    }

    /** Logs one line: the server works without these parts while the contract is ahead of the code. */
    private static void nameWhatIsMissing() {
        try {
            List<String> missing = Completeness.missing(Path.of(Application.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
            if (!missing.isEmpty()) {
                System.out.println("The contract is ahead of the code: " + String.join("; ", missing));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isCausedByTakenPort(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(BindException.class::isInstance);
    }
}
