package org.passwordresets.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.passwordresets.Setting;

/**
 * Opens connections to the servers of a JDBC URL. If there are several, as in {@code jdbc:mysql://a:3306,b:3306/app}, it
 * selects one that it can write to and stays with it. So it follows the primary of a group, and in a multi-primary group all
 * writes go to one member, which avoids conflicts. If no server can be written to, it selects one that can be read.
 */
final class DatabaseServers implements DataSource {
    private static final Pattern SEVERAL = Pattern.compile("(jdbc:mysql://)([^/?(]+,[^/?(]+)(.*)", Pattern.DOTALL);

    private final List<String> urls;
    private final Properties properties;
    private final Duration socketTimeout;
    private volatile int current;
    private volatile Runnable onMove = () -> {};
    private volatile boolean pooled;

    /**
     * @param connectTimeout for one server, including its handshake
     * @param socketTimeout for each response of an open connection; zero for no limit
     */
    DatabaseServers(String url, Properties properties, Duration connectTimeout, Duration socketTimeout) {
        this.urls = urls(url);
        urls.forEach(DatabaseServers::refuseUnreadable);
        this.properties = new Properties();
        properties.forEach((name, value) -> this.properties.put(name, value.toString()));
        this.properties.setProperty("connectTimeout", Long.toString(connectTimeout.toMillis()));
        this.properties.setProperty("socketTimeout", Long.toString(connectTimeout.toMillis()));
        this.socketTimeout = socketTimeout;
    }

    /** Otherwise the first connection would fail, with a message that may quote a password in the address. */
    private static void refuseUnreadable(String url) {
        try {
            DriverManager.getDriver(url).getPropertyInfo(url, new Properties());
        } catch (SQLException | RuntimeException e) {
            throw Setting.unreadableDatabaseAddress();
        }
    }

    /** What to do when new connections go to a different server. */
    void onMove(Runnable action) {
        this.onMove = action;
    }

    /** Connections are used by one transaction after another from now on. */
    void pooled() {
        pooled = true;
    }

    static List<String> urls(String url) {
        Matcher several = SEVERAL.matcher(url);
        return several.matches()
                ? Stream.of(several.group(2).split(","))
                        .map(host -> several.group(1) + host.strip() + several.group(3))
                        .toList()
                : List.of(url);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("user", username);
        all.setProperty("password", password);
        return open(all);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open(properties);
    }

    private Connection open(Properties all) throws SQLException {
        Connection connection = urls.size() == 1 ? DriverManager.getConnection(urls.get(0), all) : choose(all);
        connection.setNetworkTimeout(Runnable::run, (int) socketTimeout.toMillis());
        return pooled ? LateAutoCommit.of(connection) : connection;
    }

    private Connection choose(Properties all) throws SQLException {
        List<Connection> readable = new ArrayList<>();
        SQLException failure = null;
        int first = current;
        for (int i = 0; i < urls.size(); i++) {
            int server = (first + i) % urls.size();
            try {
                Connection connection = DriverManager.getConnection(urls.get(server), all);
                if (isWritable(connection)) {
                    readable.forEach(DatabaseServers::close);
                    moveTo(server);
                    return connection;
                }
                readable.add(connection);
            } catch (SQLException e) {
                failure = e;
            }
        }
        if (readable.isEmpty()) {
            throw failure;
        }
        readable.subList(1, readable.size()).forEach(DatabaseServers::close);
        return readable.get(0);
    }

    /** A member of a group that is not its primary, or has left the group, is read-only. */
    private static boolean isWritable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT @@global.read_only")) {
            result.next();
            String value = result.getString(1);
            return value.equals("0") || value.equalsIgnoreCase("OFF");
        } catch (SQLException e) {
            close(connection);
            throw e;
        }
    }

    private void moveTo(int server) {
        if (current != server) {
            current = server;
            onMove.run();
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            // Then there is nothing left to close.
        }
    }

    /** The time in seconds that a closing pool waits for a connection that is being opened. */
    @Override
    public int getLoginTimeout() {
        return 5;
    }

    /** Ignored: the connect timeout is set for each connection. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
