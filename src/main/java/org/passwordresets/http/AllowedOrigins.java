package org.passwordresets.http;

import io.micronaut.context.exceptions.ConfigurationException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passwordresets.Setting;

/** The origins in {@code cors.origins}, compared with the {@code Origin} header as browsers write it. */
final class AllowedOrigins {
    private static final String ANY = "*";
    private static final Pattern ENTRY =
            Pattern.compile("(?<site>(?<scheme>[a-z][a-z0-9+.-]*)://(?:[a-z0-9]+(?:[._-]+[a-z0-9]+)*|\\[[0-9a-f:.]+]))"
                    + "(?::(?<port>\\d{1,5}|\\*))?");
    private static final int HIGHEST_PORT = 65535;

    private final boolean any;
    private final Set<String> exact = new HashSet<>();
    private final Set<String> ofAnyPort = new HashSet<>();

    private AllowedOrigins(boolean any) {
        this.any = any;
    }

    /**
     * Parses the list.
     *
     * @throws ConfigurationException that names an invalid origin
     */
    static AllowedOrigins of(List<String> entries) {
        AllowedOrigins origins = new AllowedOrigins(entries.contains(ANY));
        if (origins.any && entries.size() > 1) {
            throw refused(ANY, "it allows every origin, so it must be the only entry");
        }
        if (!origins.any) {
            entries.forEach(origins::add);
        }
        return origins;
    }

    private void add(String text) {
        String entry = text.strip().toLowerCase(Locale.ROOT);
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            throw refused(text, "an origin must be scheme://host or scheme://host:port, without a path");
        }
        String port = parts.group("port");
        if (ANY.equals(port)) {
            ofAnyPort.add(parts.group("site"));
            return;
        }
        requireUsablePort(text, parts.group("scheme"), port);
        exact.add(entry);
    }

    private static void requireUsablePort(String text, String scheme, String port) {
        if (port == null) {
            return;
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > HIGHEST_PORT) {
            throw refused(text, "a port must be a number from 1 to 65535");
        }
        if (scheme.equals("https") && number == 443 || scheme.equals("http") && number == 80) {
            throw refused(text, "leave out the default port, as browsers do");
        }
    }

    private static ConfigurationException refused(String entry, String reason) {
        return Setting.of("cors.origins").refused("has \"%s\": %s".formatted(entry, reason));
    }

    boolean isAny() {
        return any;
    }

    boolean isNone() {
        return !any && exact.isEmpty() && ofAnyPort.isEmpty();
    }

    boolean allow(String origin) {
        return any || exact.contains(origin) || !ofAnyPort.isEmpty() && ofAnyPort.contains(withoutPort(origin));
    }

    private static String withoutPort(String origin) {
        int colon = origin.lastIndexOf(':');
        boolean isPort = colon >= 0
                && colon < origin.length() - 1
                && origin.chars().skip(colon + 1L).allMatch(digit -> digit >= '0' && digit <= '9');
        return isPort ? origin.substring(0, colon) : origin;
    }
}
