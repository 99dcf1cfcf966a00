package org.passwordresets.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The port that clients use. It forwards each new connection to the current server, so a server can be replaced while the
 * previous one still responds. Before the first server listens, clients wait.
 */
final class FrontPort implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "front port");
        thread.setDaemon(true);
        return thread;
    });
    private volatile int server;

    /** @throws StartFailure if the port is taken */
    FrontPort(int port) throws IOException {
        listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (BindException taken) {
            throw StartFailure.takenPort(port);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Forwards new connections to the server at this port. */
    void leadTo(int port) {
        boolean isFirst = server == 0;
        server = port;
        if (isFirst) {
            threads.execute(this::accept);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> connect(client));
            } catch (IOException closed) {
                // Closed by close(), or by a client that has disconnected.
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            threads.execute(() -> pass(client, upstream));
            pass(upstream, client);
        } catch (IOException gone) {
            // The client sees that the connection has ended.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // The other direction ends by itself.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
