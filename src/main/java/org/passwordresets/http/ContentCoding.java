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

/** Decodes bodies according to {@code Content-Encoding}: gzip and deflate. */
public final class ContentCoding {
    /** The supported codings, as in {@code Accept-Encoding}. */
    public static final String NAMES = "gzip, deflate";

    /** More codings only serve to cause load, not to send a body. */
    private static final int MAX_CODINGS = 3;

    private static final int ZLIB_HEADER_DIVISOR = 31;

    private ContentCoding() {}

    /** The decoded body is larger than allowed. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Decodes a body. The result is empty if it has a coding that is not supported, such as br, or more than three codings.
     *
     * @param headers the values of {@code Content-Encoding}
     * @param largest the maximum size in bytes; a larger body is not decoded further
     * @throws TooLargeException if the decoded body is larger
     * @throws IOException if the body cannot be decoded, or not completely
     */
    public static Optional<byte[]> decoded(byte[] body, List<String> headers, long largest) throws IOException {
        if (headers.isEmpty()) {
            return Optional.of(body);
        }
        List<String> codings = headers.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
        if (codings.size() > MAX_CODINGS) {
            return Optional.empty();
        }
        // The codings were applied in this order.
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

    /** In the zlib format, as RFC 9110 says, or without its header, as some clients send it. */
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
