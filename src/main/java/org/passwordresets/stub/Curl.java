package org.passwordresets.stub;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request as a {@code curl} command that repeats it, with its secrets masked. */
final class Curl {
    private static final String MASK = "***";
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "host", "connection", "content-length", "user-agent", "accept-encoding", "upgrade", "http2-settings");
    private static final List<String> SECRET_NAMES = List.of("password", "token", "secret");
    /** Possessive quantifiers, so that matching takes linear time. */
    private static final Pattern MEMBER =
            Pattern.compile("(\"[^\"]*+\"\\s*+:\\s*+)\"(?:[^\"\\\\]++|\\\\.)*+\"?+", Pattern.DOTALL);

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

    /** The path and query. */
    static String address(Journal.Entry entry) {
        String address = entry.address();
        int query = address.indexOf('?') + 1;
        return query == 0
                ? address
                : address.substring(0, query)
                        + Stream.of(address.substring(query).split("&", -1))
                                .map(Curl::parameter)
                                .collect(Collectors.joining("&"));
    }

    private static String parameter(String pair) {
        int value = pair.indexOf('=') + 1;
        return value > 0 && isSecret(pair.substring(0, value)) ? pair.substring(0, value) + MASK : pair;
    }

    private static String body(String body) {
        return MEMBER.matcher(body)
                .replaceAll(member -> Matcher.quoteReplacement(
                        isSecret(member.group(1)) ? member.group(1) + "\"" + MASK + "\"" : member.group()));
    }

    private static boolean isSecret(String name) {
        String anyCase = name.toLowerCase(Locale.ROOT);
        return SECRET_NAMES.stream().anyMatch(anyCase::contains);
    }

    private static String masked(String name, String value) {
        return switch (name) {
            case "authorization" -> value.indexOf(' ') < 0 ? MASK : value.substring(0, value.indexOf(' ')) + " " + MASK;
            case "cookie", "proxy-authorization" -> MASK;
            default -> value;
        };
    }

    /** Quotes text for a POSIX shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
