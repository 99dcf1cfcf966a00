package org.passwordresets.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A persistent connection that repeats the same request with as little work for the client as possible. */
final class HttpConnection implements Load.Work {
    private final Socket socket;
    private final InputStream input;
    private final byte[] request;

    private HttpConnection(Socket socket, byte[] request) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        this.request = request;
    }

    static HttpConnection open(int port, byte[] request) {
        try {
            Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
            socket.setTcpNoDelay(true);
            return new HttpConnection(socket, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Response once(int port, byte[] request) {
        try (HttpConnection connection = open(port, request)) {
            return connection.exchange();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean once() throws IOException {
        return exchange().status() / 100 == 2;
    }

    private Response exchange() throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        byte[] body = input.readNBytes(length);
        return new Response(status, body);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("The server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Response(int status, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The first id in the body, which is the document's. */
        String idOfDocument() {
            return between("\"id\":\"", "\"");
        }

        String between(String before, String after) {
            int start = text().indexOf(before);
            if (start < 0) {
                throw new IllegalStateException("The server responded with " + status + " without " + before);
            }
            start += before.length();
            return text().substring(start, text().indexOf(after, start));
        }
    }
}
