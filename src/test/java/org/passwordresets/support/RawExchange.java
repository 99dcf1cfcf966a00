package org.passwordresets.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One request as bytes, and the response as bytes: for what no HTTP client would send, and for what it would not show.
 *
 * @param head the status line and the headers
 * @param body without the chunks, if it came in some
 */
public record RawExchange(List<String> head, byte[] body) {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    /**
     * Sends the request and reads the response.
     *
     * @param request with {@code \n} for the ends of the lines of its head; its characters are sent as UTF-8
     */
    public static RawExchange send(URI server, String request) {
        String[] headAndBody = request.split("\n\n", 2);
        String head = headAndBody[0].replace("\n", "\r\n") + "\r\n\r\n";
        return send(server, (head + headAndBody[1]).getBytes(StandardCharsets.UTF_8));
    }

    /** The same with a request of any bytes. */
    public static RawExchange send(URI server, byte[] request) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) MAX_WAIT.toMillis());
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return read(new BufferedInputStream(socket.getInputStream()), request[0] == 'H');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawExchange read(InputStream response, boolean isHead) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = line(response); !line.isEmpty(); line = line(response)) {
            head.add(line);
        }
        RawExchange exchange = new RawExchange(head, new byte[0]);
        boolean hasBody = !isHead && exchange.status() != 204 && exchange.status() != 304;
        return new RawExchange(head, hasBody ? exchange.readBody(response) : new byte[0]);
    }

    private byte[] readBody(InputStream response) throws IOException {
        if (!header("Content-Length").isEmpty()) {
            return response.readNBytes(Integer.parseInt(header("Content-Length").get(0)));
        }
        if (!header("Transfer-Encoding").contains("chunked")) {
            return response.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(response); size > 0; size = chunkSize(response)) {
            body.write(response.readNBytes(size));
            line(response);
        }
        return body.toByteArray();
    }

    private static int chunkSize(InputStream response) throws IOException {
        return Integer.parseInt(line(response), 16);
    }

    /** Without its end. */
    private static String line(InputStream response) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = response.read(); c != '\n'; c = response.read()) {
            if (c < 0) {
                throw new EOFException("The response ends after: " + line);
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    public int status() {
        return Integer.parseInt(head.get(0).split(" ")[1]);
    }

    /** As text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** All values of a header, in their order. */
    public List<String> header(String name) {
        List<String> values = new ArrayList<>();
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            if (line.substring(0, colon).equalsIgnoreCase(name)) {
                values.add(line.substring(colon + 1).strip());
            }
        }
        return values;
    }
}
