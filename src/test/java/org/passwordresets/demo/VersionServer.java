package org.passwordresets.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves the text that it finds in a file when it starts; stands for a server that was built into a folder. */
final class VersionServer {
    private VersionServer() {}

    /** The port, and the file. */
    public static void main(String[] arguments) throws IOException {
        byte[] version = Files.readString(Path.of(arguments[1])).getBytes(StandardCharsets.UTF_8);
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, version.length);
            exchange.getResponseBody().write(version);
            exchange.close();
        });
        server.start();
    }
}
