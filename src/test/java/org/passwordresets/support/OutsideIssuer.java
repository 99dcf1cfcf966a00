package org.passwordresets.support;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Publishes keys as an identity provider does, on this machine, and fails as told. */
public final class OutsideIssuer implements AutoCloseable {
    private static final int DRIPS = 100;

    private final HttpServer server;
    private final ExecutorService threads;
    private volatile String keys;
    private volatile Fault fault;

    /** How it fails. */
    public enum Fault {
        /** It says that it failed. */
        ERROR,
        /** It sends the client elsewhere, where the keys are. */
        REDIRECT,
        /** It sends one byte after the other, and never ends. */
        SLOW,
        /** It sends more than keys can be. */
        ENDLESS,
        /** It sends something else. */
        GARBAGE
    }

    private OutsideIssuer(HttpServer server) {
        this.server = server;
        this.threads = Executors.newCachedThreadPool();
    }

    /** Starts it with these public keys. */
    public static OutsideIssuer start(JWK... keys) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        OutsideIssuer issuer = new OutsideIssuer(HttpServer.create(address, 0));
        issuer.publish(keys);
        issuer.server.setExecutor(issuer.threads);
        issuer.server.createContext("/jwks.json", issuer::respond);
        issuer.server.createContext("/elsewhere", exchange -> issuer.send(exchange, 200, issuer.keys));
        issuer.server.start();
        return issuer;
    }

    /** From now on it has these keys. */
    public void publish(JWK... published) {
        keys = new JWKSet(List.of(published)).toString();
    }

    /** From now on it fails like this; null: it does not. */
    public void fail(Fault how) {
        fault = how;
    }

    /** Of its keys. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    private void respond(HttpExchange exchange) throws IOException {
        if (fault == null) {
            send(exchange, 200, keys);
            return;
        }
        switch (fault) {
            case ERROR -> send(exchange, 500, keys);
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                send(exchange, 302, "");
            }
            case SLOW -> drip(exchange);
            case ENDLESS -> send(exchange, 200, keys + " ".repeat(1024 * 1024));
            case GARBAGE -> send(exchange, 200, "<html>Sign in</html>");
        }
    }

    private void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < DRIPS; i++) {
                body.write(' ');
                body.flush();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
