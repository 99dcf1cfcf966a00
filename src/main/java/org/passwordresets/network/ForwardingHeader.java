package org.passwordresets.network;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A header in which a proxy sends the address of its client. */
enum ForwardingHeader {
    /** {@code X-Forwarded-For: 192.0.2.1, 198.51.100.7}. */
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        String address(String hop) {
            return hop;
        }
    },
    /** {@code Forwarded: for=192.0.2.1;proto=https, for="[2001:db8::1]:4711"} (RFC 7239). */
    FORWARDED("Forwarded") {
        @Override
        @Nullable
        String address(String hop) {
            for (String parameter : split(hop, ';')) {
                if (parameter.toLowerCase(Locale.ROOT).startsWith("for=")) {
                    return unquoted(parameter.substring("for=".length()));
                }
            }
            return null;
        }
    };

    private final String header;

    ForwardingHeader(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }

    /** The address of a hop, with or without a port; null if it has none. */
    @Nullable
    abstract String address(String hop);

    /** All hops in the lines of the header, the nearest to this server first. */
    List<String> hops(List<String> lines) {
        List<String> hops = new ArrayList<>();
        lines.forEach(line -> hops.addAll(split(line, ',')));
        Collections.reverse(hops);
        return hops;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
