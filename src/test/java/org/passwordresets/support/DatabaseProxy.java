package org.passwordresets.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between the server and its database, and breaks connections at the moment that a test names, as a network does. It
 * reads the packets that the server sends, so the connection must not be encrypted.
 */
public final class DatabaseProxy implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):(\\d+)/");
    private static final int COM_QUERY = 3;
    private static final int COM_STMT_EXECUTE = 23;
    private static final long IN_FLIGHT_MILLIS = 300;

    /** When to break the connection, once. */
    public enum Break {
        /** After the transaction's first statement: it can only be rolled back. */
        IN_THE_TRANSACTION,
        /** The COMMIT never arrives. */
        BEFORE_COMMIT,
        /** The COMMIT arrives, but not before the server has long noticed that the connection is lost. */
        DURING_COMMIT,
        /** The COMMIT was carried out, but the response is lost. */
        AFTER_COMMIT
    }

    private final String host;
    private final int port;
    private final ServerSocket door;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Break> next = new AtomicReference<>();
    private volatile boolean thenUnreachable;
    private volatile boolean unreachable;

    private DatabaseProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(this::accept, "database-proxy").start();
    }

    /** Before the database of that JDBC address. */
    public static DatabaseProxy before(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.find()) {
            throw new IllegalArgumentException(url);
        }
        try {
            return new DatabaseProxy(address.group(1), Integer.parseInt(address.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDBC address that leads through here. */
    public String url(String url) {
        return ADDRESS.matcher(url).replaceFirst("//127.0.0.1:" + door.getLocalPort() + "/")
                + (url.contains("?") ? "&" : "?")
                + "sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    /** Breaks the next connection that comes to that point; all others go on. */
    public void breakOnce(Break moment) {
        thenUnreachable = false;
        next.set(moment);
    }

    /** The same, and from that moment on nobody reaches the database until {@link #reachable}. */
    public void breakAll(Break moment) {
        thenUnreachable = true;
        next.set(moment);
    }

    /** The database can be reached again. */
    public void reachable() {
        unreachable = false;
    }

    /** Whether the break has happened. */
    public boolean hasBroken() {
        return next.get() == null;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket server = door.accept();
                if (unreachable) {
                    server.close();
                } else {
                    Socket database = new Socket(host, port);
                    server.setTcpNoDelay(true);
                    database.setTcpNoDelay(true);
                    open.add(server);
                    open.add(database);
                    new Connection(server, database).start();
                }
            } catch (IOException e) {
                // Closed, by the test or by one of the two.
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        closeAll();
    }

    private void closeAll() {
        open.forEach(DatabaseProxy::close);
        open.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection of the server's pool. */
    private final class Connection {
        private final Socket server;
        private final Socket database;
        private volatile boolean responseIsLost;
        private boolean inTransaction;

        private Connection(Socket server, Socket database) {
            this.server = server;
            this.database = database;
        }

        private void start() {
            new Thread(this::requests, "database-proxy-requests").start();
            new Thread(this::responses, "database-proxy-responses").start();
        }

        private void requests() {
            try {
                DataInputStream in = new DataInputStream(server.getInputStream());
                OutputStream out = database.getOutputStream();
                while (true) {
                    byte[] head = new byte[4];
                    in.readFully(head);
                    byte[] body = new byte[(head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16];
                    in.readFully(body);
                    Break moment = moment(head, body);
                    if (moment != null) {
                        carryOut(moment, out, head, body);
                        return;
                    }
                    send(out, head, body);
                }
            } catch (IOException | InterruptedException e) {
                close(server);
                close(database);
            }
        }

        private void send(OutputStream out, byte[] head, byte[] body) throws IOException {
            out.write(head);
            out.write(body);
            out.flush();
        }

        /** Whether this packet is where the connection shall break; null where it is not. */
        private Break moment(byte[] head, byte[] body) {
            if (head[3] != 0 || body.length == 0) {
                return null;
            }
            String text =
                    body[0] == COM_QUERY ? new String(body, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT) : "";
            boolean first = inTransaction && body[0] == COM_STMT_EXECUTE;
            // A connection stays in manual commit after a transaction.
            inTransaction = text.endsWith("autocommit=0") || inTransaction && !text.endsWith("autocommit=1");
            Break wanted = next.get();
            boolean here = wanted == Break.IN_THE_TRANSACTION ? first : wanted != null && text.endsWith("commit");
            return here && next.compareAndSet(wanted, null) ? wanted : null;
        }

        /** Leaves the rest to {@link #responses}, where the database still has something to send. */
        private void carryOut(Break moment, OutputStream out, byte[] head, byte[] body)
                throws IOException, InterruptedException {
            responseIsLost = true;
            switch (moment) {
                case IN_THE_TRANSACTION, AFTER_COMMIT -> send(out, head, body);
                case BEFORE_COMMIT -> end();
                case DURING_COMMIT -> {
                    close(server);
                    TimeUnit.MILLISECONDS.sleep(IN_FLIGHT_MILLIS);
                    send(out, head, body);
                }
            }
        }

        private void responses() {
            byte[] buffer = new byte[8192];
            try {
                while (true) {
                    int length = database.getInputStream().read(buffer);
                    if (length < 0 || responseIsLost) {
                        end();
                        return;
                    }
                    server.getOutputStream().write(buffer, 0, length);
                }
            } catch (IOException e) {
                end();
            }
        }

        private void end() {
            close(server);
            close(database);
            if (responseIsLost && thenUnreachable) {
                unreachable = true;
                closeAll();
            }
        }
    }
}
