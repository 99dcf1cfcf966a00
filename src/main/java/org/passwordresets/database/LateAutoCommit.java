package org.passwordresets.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Leaves a pooled connection in manual commit after a transaction, because the next user often starts one too. Each switch
 * would be a round trip to the server, before and after every write.
 *
 * <p>Auto-commit is switched on with the next statement that needs it. So prepare a statement after you have switched, not
 * before.
 */
final class LateAutoCommit implements InvocationHandler {
    /** They send nothing that depends on auto-commit. */
    private static final Set<String> INDEPENDENT = Set.of(
            "abort",
            "clearWarnings",
            "close",
            "equals",
            "getNetworkTimeout",
            "hashCode",
            "isClosed",
            "isReadOnly",
            "isValid",
            "isWrapperFor",
            "setNetworkTimeout",
            "setReadOnly",
            "toString",
            "unwrap");

    private final Connection connection;
    private boolean autoCommit;
    private boolean autoCommitOfServer;

    private LateAutoCommit(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        this.autoCommitOfServer = autoCommit;
    }

    static Connection of(Connection connection) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                LateAutoCommit.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new LateAutoCommit(connection));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "getAutoCommit" -> {
                return autoCommit;
            }
            case "setAutoCommit" -> {
                set((boolean) arguments[0]);
                return null;
            }
            default -> {
                if (autoCommit != autoCommitOfServer && !INDEPENDENT.contains(method.getName())) {
                    send(autoCommit);
                }
                return call(method, arguments);
            }
        }
    }

    private void set(boolean wanted) throws SQLException {
        if (!wanted && autoCommitOfServer) {
            send(false);
        }
        autoCommit = wanted;
    }

    private void send(boolean wanted) throws SQLException {
        connection.setAutoCommit(wanted);
        autoCommitOfServer = wanted;
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
