package org.passwordresets.demo;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.passwordresets.Interrupt;

/** Run by {@code make run}: a server with its own database, keys, applications and customer. */
public final class Demo {
    /** The system property with the log's file, if it does not go to the terminal. */
    static final String LOG_FILE = "LOG_FILE";

    private Demo() {}

    public static void main(String[] arguments) {
        Interrupt.isNoFailure();
        try {
            DemoSettings settings = DemoSettings.read();
            settings.logFile().ifPresent(Demo::logTo);
            run(settings, arguments);
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            // Otherwise the threads that did start would keep the process alive.
            System.exit(1);
        } catch (Exception failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    /** The terminal shows only errors and what to paste. Logging starts later, when the data directory is locked. */
    private static void logTo(Path file) {
        System.setProperty("LOG_FORMAT", "file");
        System.setProperty(LOG_FILE, file.toString());
    }

    private static void run(DemoSettings settings, String[] arguments) throws Exception {
        refuseTakenPort(settings.port());
        ShutdownSequence shutdown = new ShutdownSequence();
        DemoSurroundings surroundings = DemoSurroundings.open(settings, shutdown);
        ApplicationContext context =
                shutdown.start(() -> DemoServer.start(surroundings.properties(settings.port()), arguments));
        surroundings.welcome(context.getBean(EmbeddedServer.class).getURI());
        shutdown.announce();
        shutdown.await();
    }

    /** Fails before anything slow starts. */
    private static void refuseTakenPort(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(DemoSurroundings.HOST), port));
        } catch (BindException taken) {
            throw StartFailure.takenPort(port);
        }
    }
}
