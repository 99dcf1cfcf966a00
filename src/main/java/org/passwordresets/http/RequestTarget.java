package org.passwordresets.http;

import io.micronaut.core.annotation.Nullable;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The request target (RFC 9112, section 3.2): a path, {@code *} with OPTIONS, or an http or https URL. */
final class RequestTarget {
    private static final Pattern URL = Pattern.compile("(?i:https?)://(?<host>[^/?]*)(?<rest>(?:[/?].*)?)");
    private static final int ASCII = 0x80;
    private static final boolean[] ILLEGAL = illegal("\"#<>\\^`{|}");

    private RequestTarget() {}

    private static boolean[] illegal(String characters) {
        boolean[] illegal = new boolean[ASCII];
        for (char control = 0; control <= ' '; control++) {
            illegal[control] = true;
        }
        illegal[0x7F] = true;
        characters.chars().forEach(character -> illegal[character] = true);
        return illegal;
    }

    /**
     * Why the target cannot be read; null if it can. In both cases, the request then has a target that can be parsed: the
     * readable part of its path, or its path and query with all bytes above ASCII percent-encoded, because some clients send
     * raw UTF-8. The framework would decode the query of a URL and lose the meaning of {@code %26} and {@code %2B}.
     */
    @Nullable
    static UnreadableRequest check(HttpRequest request) {
        String target = request.uri();
        boolean isAscii = true;
        for (int i = 0; i < target.length(); i++) {
            char character = target.charAt(i);
            if (character >= ASCII) {
                isAscii = false;
            } else if (ILLEGAL[character] || character == '%' && !isEncoding(target, i)) {
                request.setUri(readable(target.substring(0, i)));
                return UnreadableRequest.malformedTarget(target, i);
            }
        }
        if (!isAscii) {
            request.setUri(encoded(target));
        }
        return checkForm(request);
    }

    private static @Nullable UnreadableRequest checkForm(HttpRequest request) {
        String target = request.uri();
        if (target.startsWith("/") || target.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        Matcher url = URL.matcher(target);
        if (url.matches() && HostHeader.isHost(url.group("host"))) {
            String rest = url.group("rest");
            request.setUri(rest.startsWith("/") ? rest : "/" + rest);
            return null;
        }
        request.setUri("/");
        return UnreadableRequest.malformed("The request target is neither a path nor an http or https URL.");
    }

    /** The path determines the form of the error response. */
    private static String readable(String start) {
        String path = start.split("\\?", 2)[0];
        return path.startsWith("/") && path.indexOf('%') < 0 ? path : "/";
    }

    private static boolean isEncoding(String target, int percent) {
        return percent + 2 < target.length()
                && Character.digit(target.charAt(percent + 1), 16) >= 0
                && Character.digit(target.charAt(percent + 2), 16) >= 0;
    }

    private static String encoded(String target) {
        StringBuilder encoded = new StringBuilder(target.length() + 16);
        target.chars().forEach(character -> {
            if (character < ASCII) {
                encoded.append((char) character);
            } else {
                encoded.append("%%%02X".formatted(character));
            }
        });
        return encoded.toString();
    }
}
