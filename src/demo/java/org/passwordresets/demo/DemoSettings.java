package org.passwordresets.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of the user.
 *
 * @param data the directory of the database and the keys: {@code DATA}
 * @param port the server's port on 127.0.0.1: {@code PORT}
 * @param hasDatabase whether {@code DATASOURCES_DEFAULT_URL} names a database, so that the embedded one is not needed
 */
record DemoSettings(Path data, int port, boolean hasDatabase) {

    static final String DEFAULT_DATA = ".data";
    static final int DEFAULT_PORT = 8080;

    static DemoSettings read() {
        Path data = Path.of(setting("DATA", DEFAULT_DATA));
        int port = port(setting("PORT", String.valueOf(DEFAULT_PORT)));
        return new DemoSettings(
                data, port, !setting("DATASOURCES_DEFAULT_URL", "").isEmpty());
    }

    private static String setting(String name, String otherwise) {
        String value = System.getProperty(name, System.getenv(name));
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535) {
            return Integer.parseInt(text);
        }
        throw new StartFailure("PORT must be a number from 1 to 65535, not " + text);
    }

    /** Where the log goes; empty if {@code LOG_FORMAT} asks for it on the terminal, as text or JSON. */
    Optional<Path> logFile() {
        return setting("LOG_FORMAT", "").isEmpty() ? Optional.of(data.resolve("server.log")) : Optional.empty();
    }

    /** Whether it is the default, relative to the repository, as the user would type it. */
    boolean isDefaultData() {
        return data.equals(Path.of(DEFAULT_DATA));
    }

    boolean isDefaultPort() {
        return port == DEFAULT_PORT;
    }
}
