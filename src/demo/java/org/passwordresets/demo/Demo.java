package org.passwordresets.demo;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passwordresets.Application;

/**
 * What `make run` starts: the server in the environment {@code demo}, with a database, keys, applications and a
 * customer of its own, all of it kept in the data directory.
 */
public final class Demo {

    private static final String HOST = "127.0.0.1";

    /** Of what the user has not set. Pages under development may call the API, from any port of this machine. */
    private static final PropertySource DEFAULTS = PropertySource.of(
            "demo defaults", Map.of("cors.origins", List.of("http://localhost:*", "http://127.0.0.1:*")), -1000);

    private final DemoSettings settings;
    private final ShutdownSequence shutdown = new ShutdownSequence();

    private Demo(DemoSettings settings) {
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        try {
            new Demo(DemoSettings.read()).run(arguments);
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            // threads of what did start would keep the process alive
            System.exit(1);
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private void run(String[] arguments) throws Exception {
        refuseTakenPort();
        Path data = PrivateFiles.createDirectory(settings.data());
        Path keys = PrivateFiles.createDirectory(data.resolve("keys"));
        List<DemoApplication> applications = DemoApplication.readOrCreateAll(keys);
        shutdown.start(() -> DirectoryLock.acquire(data));

        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.host", HOST);
        properties.put("micronaut.server.port", settings.port());
        properties.put("auth.signing-key", DemoKeys.signingKey(keys));
        properties.put("password-resets.token-key", DemoKeys.tokenKey(keys));
        // the token that the docs fill in is this server's
        properties.put("docs.try-it-here", true);
        applications.forEach(application -> properties.putAll(application.properties()));
        if (!settings.hasDatabase()) {
            properties.putAll(startDatabase(data.resolve("database")));
        }

        ApplicationContext context = shutdown.start(() -> startServer(arguments, properties));
        DemoData.addTo(context.getBean(EmbeddedServer.class).getURI(), applications);
        DemoApplication.writeClients(data, applications);
        System.out.println(Instructions.text(settings));
        shutdown.await();
    }

    /** Before anything slow is started. */
    private void refuseTakenPort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), settings.port()));
        } catch (BindException taken) {
            throw portTaken();
        }
    }

    private StartFailure portTaken() {
        return new StartFailure(
                "Port %d is in use. Stop the program that uses it, or choose another port: make run PORT=%d"
                        .formatted(settings.port(), settings.port() + 1));
    }

    private Map<String, Object> startDatabase(Path directory) throws Exception {
        EmbeddedDatabase database = shutdown.start(() -> EmbeddedDatabase.start(directory, 0));
        return Map.of(
                "datasources.default.url", database.url(),
                "datasources.default.username", database.username(),
                "datasources.default.password", database.password());
    }

    /** Not by Micronaut's own start(): its shutdown hook would run beside ours, in no order. */
    private ApplicationContext startServer(String[] arguments, Map<String, Object> properties) {
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
            return context;
        } catch (RuntimeException failure) {
            context.close();
            throw isCausedByTakenPort(failure)
                    ? portTaken()
                    : Application.refusal(failure)
                            .<RuntimeException>map(StartFailure::new)
                            .orElse(failure);
        }
    }

    private static boolean isCausedByTakenPort(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
