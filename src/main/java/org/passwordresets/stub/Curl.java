package org.passwordresets.stub;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A request as a {@code curl} command that repeats it, with its secrets masked. */
final class Curl {
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "host", "connection", "content-length", "user-agent", "accept-encoding", "upgrade", "http2-settings");

    private Curl() {}

    /** The command. {@code -g} keeps curl from reading the brackets in parameters as a pattern. */
    static String of(Journal.Entry entry, URI server, Secrets secrets) {
        StringBuilder command = new StringBuilder("curl -g")
                .append(method(entry))
                .append(quoted(server + secrets.inAddress(entry.address())));
        for (Map.Entry<String, List<String>> header : entry.headers().entrySet()) {
            if (!OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> command.append(" -H ")
                        .append(quoted(header.getKey() + ": " + secrets.inHeader(header.getKey(), value))));
            }
        }
        if (entry.body().length > 0) {
            command.append(" --data-raw ")
                    .append(quoted(secrets.inBody(new String(entry.body(), StandardCharsets.UTF_8))));
        }
        return command.toString();
    }

    /** With {@code -X HEAD}, curl would wait for a body. */
    private static String method(Journal.Entry entry) {
        return switch (entry.method()) {
            case "GET" -> entry.body().length == 0 ? " " : " -X GET ";
            case "HEAD" -> " --head ";
            default -> " -X " + (entry.method().matches("[A-Z]+") ? entry.method() : quoted(entry.method())) + " ";
        };
    }

    /** Quotes text for a POSIX shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
