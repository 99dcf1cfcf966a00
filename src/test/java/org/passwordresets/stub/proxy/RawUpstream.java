package org.passwordresets.stub.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A server that responds to every request with the same bytes, and remembers the last request as it came. */
final class RawUpstream implements AutoCloseable {
    private final ServerSocket socket;
    private volatile byte[] response = new byte[0];
    private volatile Received received;

    /** A request: its first line, its other lines, its body. */
    record Received(String line, List<String> headers, byte[] body) {
        /** The values of a header. */
        List<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .toList();
        }
    }

    RawUpstream() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::serve, "raw-upstream");
        server.setDaemon(true);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** From now on, it responds with this. */
    void respond(List<String> head, byte[] body) {
        byte[] start = (String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        response = whole;
    }

    Received received() {
        return received;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept();
                    InputStream in = new BufferedInputStream(connection.getInputStream());
                    OutputStream out = connection.getOutputStream()) {
                received = read(in);
                out.write(response);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static Received read(InputStream in) throws IOException {
        String line = line(in);
        List<String> headers = new ArrayList<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            headers.add(header);
        }
        List<String> length = new Received(line, headers, new byte[0]).header("Content-Length");
        return new Received(
                line, headers, length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length.get(0))));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
