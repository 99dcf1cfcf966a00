package org.passwordresets.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The coding that a client accepts for a response: gzip, deflate, or none (RFC 9110, section 12.5.3). The framework would respond
 * to {@code *} with any coding that it knows, such as snappy, which browsers and curl cannot read.
 */
record AcceptedCoding(String name, double weight) {
    private static final String GZIP = "gzip";
    private static final String DEFLATE = "deflate";
    private static final String ANY = "*";

    /** Leaves the coding for the response in {@code Accept-Encoding}, or removes the header if there is none. */
    static void choose(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaderNames.ACCEPT_ENCODING);
        if (values.isEmpty()) {
            return;
        }
        List<AcceptedCoding> accepted = values.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(AcceptedCoding::of)
                .toList();
        double gzip = weight(GZIP, accepted);
        double deflate = weight(DEFLATE, accepted);
        if (gzip <= 0 && deflate <= 0) {
            headers.remove(HttpHeaderNames.ACCEPT_ENCODING);
        } else {
            headers.set(HttpHeaderNames.ACCEPT_ENCODING, gzip >= deflate ? GZIP : DEFLATE);
        }
    }

    private static AcceptedCoding of(String text) {
        String[] parts = text.split(";", 2);
        String name = parts[0].strip().toLowerCase(Locale.ROOT);
        return new AcceptedCoding(name.equals("x-gzip") ? GZIP : name, parts.length == 1 ? 1 : weight(parts[1]));
    }

    private static double weight(String parameter) {
        String weight = parameter.strip().toLowerCase(Locale.ROOT);
        try {
            return weight.startsWith("q=") ? Double.parseDouble(weight.substring("q=".length())) : 1;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static double weight(String coding, List<AcceptedCoding> accepted) {
        return named(coding, accepted)
                .or(() -> named(ANY, accepted))
                .map(AcceptedCoding::weight)
                .orElse(0.0);
    }

    private static Optional<AcceptedCoding> named(String name, List<AcceptedCoding> accepted) {
        return accepted.stream().filter(coding -> coding.name.equals(name)).findFirst();
    }
}
