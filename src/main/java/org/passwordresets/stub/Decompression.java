package org.passwordresets.stub;

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
final class Decompression {
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int ZLIB_HEADER_DIVISOR = 31;

    private Decompression() {}

    /**
     * The body before it was encoded; empty where it is encoded in a way that is not known here, such as br.
     *
     * @param headers the values of {@code Content-Encoding}
     * @throws IOException where the body is not encoded in that way, or has more than 64 MiB
     */
    static Optional<byte[]> decoded(byte[] body, List<String> headers) throws IOException {
        List<String> codings = headers.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
        // They were applied in this order.
        Collections.reverse(codings);
        byte[] decoded = body;
        for (String coding : codings) {
            switch (coding) {
                case "", "identity" -> {}
                case "gzip", "x-gzip" ->
                    decoded = decoded.length == 0
                            ? decoded
                            : read(new GZIPInputStream(new ByteArrayInputStream(decoded)));
                case "deflate" -> decoded = decoded.length == 0 ? decoded : inflated(decoded);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(decoded);
    }

    /** In the format of zlib, as RFC 9110 says, or without its header, as some servers send it. */
    private static byte[] inflated(byte[] body) throws IOException {
        int header = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        boolean hasHeader = (header >> 8 & 0x0F) == 8 && header % ZLIB_HEADER_DIVISOR == 0;
        Inflater inflater = new Inflater(!hasHeader);
        try {
            return read(new InflaterInputStream(new ByteArrayInputStream(body), inflater));
        } finally {
            inflater.end();
        }
    }

    private static byte[] read(InputStream decoding) throws IOException {
        byte[] decoded = decoding.readNBytes(LARGEST + 1);
        if (decoded.length > LARGEST) {
            throw new IOException("more than " + LARGEST + " bytes");
        }
        return decoded;
    }
}
