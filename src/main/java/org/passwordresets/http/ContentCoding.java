package org.passwordresets.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes what {@code Content-Encoding} says was done to a body: gzip and deflate. */
public final class ContentCoding {
    /** The codings that are understood, as {@code Accept-Encoding} lists them. */
    public static final String NAMES = "gzip, deflate";

    /** More are a way to make the server work, not a way to send a body. */
    private static final int MOST_CODINGS = 3;

    private static final int ZLIB_HEADER_DIVISOR = 31;

    private ContentCoding() {}

    /** The body is larger, before it was encoded, than it may be. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The body before it was encoded; empty where it is encoded in a way that is not known here, such as br,
     * or in more than three.
     *
     * @param headers the values of {@code Content-Encoding}
     * @param largest how many bytes it may have; of a larger one no more is decoded
     * @throws TooLargeException where it has more
     * @throws IOException where the body is not encoded in that way, or not to its end
     */
    public static Optional<byte[]> decoded(byte[] body, List<String> headers, long largest) throws IOException {
        if (headers.isEmpty()) {
            return Optional.of(body);
        }
        List<String> codings = headers.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
        if (codings.size() > MOST_CODINGS) {
            return Optional.empty();
        }
        // They were applied in this order.
        Collections.reverse(codings);
        byte[] decoded = body;
        for (String coding : codings) {
            switch (coding) {
                case "", "identity" -> {}
                case "gzip", "x-gzip" ->
                    decoded = decoded.length == 0
                            ? decoded
                            : read(new GZIPInputStream(new ByteArrayInputStream(decoded)), largest);
                case "deflate" -> decoded = decoded.length == 0 ? decoded : inflated(decoded, largest);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(decoded);
    }

    /** In the format of zlib, as RFC 9110 says, or without its header, as some servers send it. */
    private static byte[] inflated(byte[] body, long largest) throws IOException {
        int header = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        boolean hasHeader = (header >> 8 & 0x0F) == 8 && header % ZLIB_HEADER_DIVISOR == 0;
        Inflater inflater = new Inflater(!hasHeader);
        try {
            return read(new InflaterInputStream(new ByteArrayInputStream(body), inflater), largest);
        } finally {
            inflater.end();
        }
    }

    private static byte[] read(InputStream decoding, long largest) throws IOException {
        byte[] decoded = decoding.readNBytes((int) Math.min(largest + 1, Integer.MAX_VALUE));
        if (decoded.length > largest) {
            throw new TooLargeException();
        }
        return decoded;
    }
}
