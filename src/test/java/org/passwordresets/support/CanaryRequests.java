package org.passwordresets.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Requests with a {@link Canary} in each place that a request has, in every malformed way that came to mind, as bytes on a
 * socket, because no HTTP client sends such things.
 */
public final class CanaryRequests {
    private static final String C = Canary.SECRET;
    private static final String JSON_API = "application/vnd.api+json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_WAIT_MILLIS = 60_000;
    private static final int SENDERS = 4;

    private final String bearer;
    private final int share;
    private final List<Request> requests = new ArrayList<>();
    private int endpoints;
    private int considered;

    /**
     * @param bytes as they are sent, each {@code char} a byte
     * @param ending what the client does then
     */
    private record Request(String bytes, Ending ending) {}

    private enum Ending {
        READS_THE_RESPONSE,
        HALF_CLOSES,
        CLOSES,
        RESETS
    }

    /**
     * @param bearer a good access token, so that bodies and queries are read too
     * @param share each endpoint gets one request of so many, the next endpoint others
     * @param number which one, counted from 0
     */
    public CanaryRequests(String bearer, int share, int number) {
        this.bearer = bearer;
        this.share = share;
        this.endpoints = number;
    }

    /** Adds the requests to an endpoint. */
    public void add(String method, String path) {
        considered = endpoints++;
        addAddresses(method, path);
        addHeads(method, path);
        addBodies(method, path);
        addAborted(method, path);
    }

    private void addAddresses(String method, String path) {
        for (String address : List.of(
                path + "/" + C,
                path + "/%" + C,
                path + "/%zz" + C,
                path + "/%ff" + C,
                path + "/\u00ff\u00fe" + C,
                path + "/" + C + "\"<>{}|^`\\",
                "/" + C + path,
                path + "/" + "x".repeat(9_000) + C,
                path + "?" + C,
                path + "?" + C + "=1",
                path + "?" + C + "%=1",
                path + "?a=" + C + "%",
                path + "?a=%zz" + C,
                path + "?a=" + C + "%ff%C0%80%ED%A0%80",
                path + "?a=\u00e9" + C,
                path + "?a=" + C + "#" + C,
                path + "?a=" + C + ";b=" + C,
                path + "?include=" + C,
                path + "?sort=" + C,
                path + "?page%5Bnumber%5D=" + C,
                path + "?page%5B" + C + "%5D=1",
                path + "?fields%5B" + C + "%5D=" + C,
                path + "?filter%5Bq%5D%5B" + C + "_eq%5D=1",
                path + "?filter%5Bq%5D%5Breset_password_token_eq%5D=" + C,
                path + "?filter%5Bq%5D%5Bcreated_at_gt%5D=" + C,
                path + "?filter%5Bq%5D%5Bmetadata_jcont%5D=%7B%22" + C,
                path + "?a=" + "x".repeat(20_000) + C,
                "http://" + C + path,
                "http://user:" + C + "@x" + path,
                C,
                "//" + C,
                "*" + C)) {
            add(method + " " + address + " HTTP/1.1", authorized(), "");
        }
        add(C + " " + path + " HTTP/1.1", authorized(), "");
        add(method + " " + path + " " + C, authorized(), "");
        add(method + " " + path + " HTTP/" + C, authorized(), "");
        add(method + " " + path + " " + C + " HTTP/1.1", authorized(), "");
        add(C, "", "");
        add("\u0000\u0001\u0002" + C, "", "");
    }

    private void addHeads(String method, String path) {
        String line = method + " " + path + " HTTP/1.1";
        for (String header : List.of(
                "Authorization: " + C,
                "Authorization: Bearer " + C,
                "Authorization: Bearer " + C + "." + C + "." + C,
                "Authorization: Bearer \u00ff" + C,
                "Authorization: Bearer " + base64("{\"alg\":\"none\"}") + "." + base64("{\"iss\":\"" + C + "\"}") + "."
                        + C,
                "Authorization: Basic " + C,
                "Authorization: Basic " + base64("x:" + C),
                "Authorization: Basic " + base64("x:" + C + "%"),
                "Authorization: Basic " + base64("x:" + C + "%zz%ff"),
                "Authorization: Basic " + base64(C),
                "Authorization: Basic " + base64("x:" + C) + "!",
                "Authorization: Basic \u00ff" + C,
                "Authorization: Digest username=" + C,
                "Cookie: session=" + C,
                "Cookie: " + C + "=\u00ff;;==" + C,
                "Accept: " + C,
                "Accept: " + C + "/;;\"",
                "Content-Type: " + C,
                "Content-Type: " + C + "/;;\"",
                "Content-Type: text/" + C + "; charset=" + C,
                "Accept-Charset: " + C,
                "Accept-Language: " + C,
                "Accept-Encoding: " + C,
                "Content-Encoding: " + C,
                "Content-Length: " + C,
                "Content-Length: -1" + C,
                "Transfer-Encoding: " + C,
                "Expect: " + C,
                "Upgrade: " + C + "\r\nConnection: upgrade",
                "HTTP2-Settings: " + C + "\r\nUpgrade: h2c\r\nConnection: upgrade, http2-settings",
                "Prefer: " + C,
                "Origin: " + C,
                "Origin: https://" + C + ".example",
                "Host: " + C,
                "Host: " + C + ":" + C,
                "Referer: http://x/?" + C,
                "X-Forwarded-For: " + C,
                "X-Forwarded-Host: " + C,
                "X-Forwarded-Prefix: /" + C,
                "Forwarded: for=" + C,
                "X-HTTP-Method-Override: " + C,
                "If-None-Match: \"" + C,
                "If-Modified-Since: " + C,
                "Range: bytes=" + C,
                C + ": x",
                C,
                C + " : x",
                "X-\u00ff" + C + ": x",
                "X: \u0000" + C,
                "X: a\r\n folded " + C,
                "X: " + "x".repeat(9_000) + C)) {
            add(line, authorized() + header + "\r\n", "");
            add(line, header + "\r\n", "");
        }
    }

    private void addBodies(String method, String path) {
        String line = method + " " + path + " HTTP/1.1";
        String start = "{\"data\":{\"type\":\"customers\",\"attributes\":{\"password\":\"" + C + "\"";
        for (String type : List.of(
                JSON_API,
                "application/json",
                FORM,
                FORM + ";charset=" + C,
                "multipart/form-data;boundary=b",
                "text/plain")) {
            for (String body : List.of(
                    C,
                    start,
                    start + "}}}" + C,
                    start + ",\"password\":\"" + C + "\"}}}",
                    start + ",\"" + C + "\":\"" + C + "\"}}}",
                    start + ",\"email\":\"" + C + "\",\"metadata\":{\"" + C + "\":1e999,\"a\":\"\\ud800\"}}}}",
                    "{\"data\":{\"type\":\"" + C + "\",\"id\":\"" + C + "\"}}",
                    "{\"data\":\"" + C + "\"}",
                    "{\"" + C + "\":\"\\x" + C + "\"}",
                    "{\"a\":\"" + C + "\u00ff\u00fe\"}",
                    "{\"a\":\"\u0001" + C + "\"}",
                    "[".repeat(3_000) + C,
                    "\u00ef\u00bb\u00bf" + C,
                    "{\"grant_type\":\"" + C + "\",\"client_id\":[\"" + C + "\"],\"client_secret\":\"" + C + "\"}",
                    "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + C + "\",\"client_secret\":\"" + C
                            + "\"}",
                    "grant_type=client_credentials&client_id=x&client_secret=" + C + "%",
                    "grant_type=client_credentials&client_id=x&client_secret=" + C + "%zz",
                    "grant_type=client_credentials&client_id=x&client_secret=" + C + "%ff%C0%80",
                    "grant_type=client_credentials&client_id=x&client_secret=" + C + "\u00ff",
                    "grant_type=client_credentials&client_id=x&client_secret=" + C,
                    "grant_type=" + C + "&scope=" + C,
                    "grant_type=client_credentials&scope=" + C + "&client_id=" + C,
                    "client_secret=" + C + "&client_secret=" + C,
                    "%" + C + "=" + C + "&=&&;" + C,
                    "--b\r\nContent-Disposition: form-data; name=\"" + C + "\r\n\r\n" + C,
                    "--b\r\nContent-Disposition: " + C + "\r\nContent-Type: " + C + "\r\n\r\n" + C + "\r\n--b--")) {
                addBody(line, type, body);
            }
        }
        addBody(line, FORM, "client_secret=" + C + "x".repeat(70_000));
        addBody(line, "application/json", "{\"client_secret\":\"" + C + "x".repeat(70_000) + "\"}");
        addBody(line, JSON_API, "{\"data\":\"" + C + "x".repeat(1_100_000) + "\"}");
        for (String encoding : List.of("gzip", "deflate", "br", "gzip, gzip")) {
            String head = authorized() + "Content-Type: " + JSON_API + "\r\nContent-Encoding: " + encoding + "\r\n";
            add(line, head + "Content-Length: " + (C.length() + 2) + "\r\n", C + "\u001f\u008b");
            add(line, head + "Content-Length: " + (C.length() + 3) + "\r\n", "\u001f\u008b\u0008" + C);
        }
        for (String chunks : List.of(
                C,
                C + "\r\n" + C,
                "5\r\n" + C + "\r\n",
                "a;" + C + "\r\n" + C + "\r\n0\r\n" + C + ": x\r\n\r\n",
                "-1\r\n" + C)) {
            add(
                    line,
                    authorized() + "Content-Type: " + FORM + "\r\nTransfer-Encoding: chunked\r\n",
                    chunks,
                    Ending.HALF_CLOSES);
        }
    }

    private void addBody(String line, String type, String body) {
        add(line, authorized() + "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n", body);
    }

    private void addAborted(String method, String path) {
        String line = method + " " + path + " HTTP/1.1";
        for (Ending ending : List.of(Ending.CLOSES, Ending.RESETS)) {
            for (String type : List.of(JSON_API, "application/json", FORM)) {
                String head = authorized() + "Content-Type: " + type + "\r\n";
                add(line, head + "Content-Length: 5000\r\n", "{\"a\":\"" + C + "%", ending);
                add(line, head + "Content-Length: 5000\r\n", "client_secret=" + C + "%", ending);
                add(line, head + "Transfer-Encoding: chunked\r\n", "400\r\n" + C, ending);
            }
            add(new Request(line + "\r\nHost: x\r\nX: " + C, ending));
            add(new Request(method + " /" + C, ending));
        }
    }

    private String authorized() {
        return "Authorization: Bearer " + bearer + "\r\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void add(String line, String headers, String body) {
        add(line, headers, body, Ending.READS_THE_RESPONSE);
    }

    private void add(String line, String headers, String body, Ending ending) {
        String host = headers.contains("Host:") ? "" : "Host: localhost\r\n";
        add(new Request(line + "\r\n" + host + headers + "Connection: close\r\n\r\n" + body, ending));
    }

    private void add(Request request) {
        if (considered++ % share == 0) {
            requests.add(request);
        }
    }

    /** Sends them all. Each response begins with a status, except where the client did not wait for it. */
    public List<String> sendTo(URI server) throws Exception {
        // Not a parallel stream: it would block the common pool, which the proxy's HTTP client needs on Java 25.
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<String> responses = new ArrayList<>();
            for (Future<String> response : senders.invokeAll(requests.stream()
                    .<Callable<String>>map(request -> () -> send(server, request))
                    .toList())) {
                responses.add(response.get());
            }
            return responses;
        } finally {
            senders.shutdown();
        }
    }

    private static String send(URI server, Request request) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.setSoTimeout(MAX_WAIT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request.bytes().getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.setSoLinger(request.ending() == Ending.RESETS, 0);
            if (request.ending() == Ending.HALF_CLOSES) {
                socket.shutdownOutput();
            }
            boolean reads = request.ending() == Ending.READS_THE_RESPONSE || request.ending() == Ending.HALF_CLOSES;
            return reads ? response(socket) : "";
        } catch (SocketTimeoutException e) {
            return "no response to " + start(request);
        } catch (IOException e) {
            // The server had had enough.
            return "";
        }
    }

    private static String start(Request request) {
        return request.bytes().substring(0, Math.min(300, request.bytes().length()));
    }

    private static String response(Socket socket) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = socket.getInputStream().read(buffer);
                read >= 0;
                read = socket.getInputStream().read(buffer)) {
            response.write(buffer, 0, read);
        }
        return response.toString(StandardCharsets.ISO_8859_1);
    }
}
