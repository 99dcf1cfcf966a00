package org.passwordresets.jsonapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How the body of a request is encoded (RFC 9110, section 8.4): not at all, as gzip, or as deflate. */
enum ContentCoding {
    IDENTITY {
        @Override
        InputStream decoding(InputStream body) {
            return body;
        }
    },
    GZIP {
        @Override
        InputStream decoding(InputStream body) throws IOException {
            return new GZIPInputStream(body);
        }
    },
    DEFLATE {
        @Override
        InputStream decoding(InputStream body) {
            return new InflaterInputStream(body);
        }
    };

    /** The coding that the request names; throws a refusal where it is none of these, or more than one. */
    static ContentCoding of(HttpRequest<?> request) {
        List<String> names = request.getHeaders().getAll(HttpHeaders.CONTENT_ENCODING);
        String name = String.join(",", names).strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> throw new ApiException(new Problem.UnsupportedContentCoding());
        };
    }

    /**
     * The body as it was before it was encoded.
     *
     * @param largest how many bytes it may have; of a larger one no more is decoded
     */
    byte[] decode(byte[] body, long largest) {
        if (this == IDENTITY) {
            return body;
        }
        ByteArrayInputStream encoded = new ByteArrayInputStream(body);
        try (InputStream decoded = decoding(encoded)) {
            byte[] start = decoded.readNBytes((int) Math.min(largest + 1, Integer.MAX_VALUE));
            if (start.length > largest) {
                throw new ApiException(new Problem.PayloadTooLarge(largest));
            }
            return start;
        } catch (IOException e) {
            throw new ApiException(new Problem.UnreadableBody(
                    "The body is not complete and valid %s, which its Content-Encoding names."
                            .formatted(name().toLowerCase(Locale.ROOT))));
        }
    }

    abstract InputStream decoding(InputStream body) throws IOException;
}
