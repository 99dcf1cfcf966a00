package org.passwordresets.stub;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A request as a command line, to be sent again: with its secrets masked. */
final class Curl {
    private static final String MASK = "***";
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "host", "connection", "content-length", "user-agent", "accept-encoding", "upgrade", "http2-settings");
    private static final Pattern SECRET_MEMBER = Pattern.compile(
            "(\"[^\"]*(?:password|token|secret)[^\"]*\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*+\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("([?&][^=&]*(?:password|token|secret)[^=&]*=)[^&]*", Pattern.CASE_INSENSITIVE);

    private Curl() {}

    static String of(Journal.Entry entry, URI server) {
        StringBuilder command = new StringBuilder("curl -X ")
                .append(entry.method())
                .append(' ')
                .append(quoted(server + address(entry)));
        for (Map.Entry<String, List<String>> header : entry.headers().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(name)) {
                header.getValue().forEach(value -> command.append(" -H ")
                        .append(quoted(header.getKey() + ": " + masked(name, value))));
            }
        }
        if (entry.body().length > 0) {
            command.append(" --data-raw ").append(quoted(body(new String(entry.body(), StandardCharsets.UTF_8))));
        }
        return command.toString();
    }

    /** Path and query. */
    static String address(Journal.Entry entry) {
        return SECRET_PARAMETER.matcher(entry.address()).replaceAll("$1" + MASK);
    }

    private static String body(String body) {
        return SECRET_MEMBER.matcher(body).replaceAll("$1\"" + MASK + "\"");
    }

    private static String masked(String name, String value) {
        return switch (name) {
            case "authorization" -> value.indexOf(' ') < 0 ? MASK : value.substring(0, value.indexOf(' ')) + " " + MASK;
            case "cookie", "proxy-authorization" -> MASK;
            default -> value;
        };
    }

    /** For a POSIX shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
