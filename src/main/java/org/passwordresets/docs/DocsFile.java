package org.passwordresets.docs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the documentation.
 *
 * @param mediaType including the charset for text
 * @param content its bytes; do not modify them
 * @param etag identifies this content, compressed or not, for the caches of browsers
 */
record DocsFile(String mediaType, byte[] content, String etag) {
    static DocsFile html(String text) {
        return text("text/html; charset=utf-8", text);
    }

    static DocsFile text(String mediaType, String text) {
        return of(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    static DocsFile of(String mediaType, byte[] content) {
        return new DocsFile(mediaType, content, "W/\"" + hash(content) + '"');
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
