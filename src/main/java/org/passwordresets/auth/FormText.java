package org.passwordresets.auth;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Decodes text of {@code application/x-www-form-urlencoded}, strictly: what is no percent-encoding or no UTF-8 is refused,
 * where the JDK's and the framework's decoders quote it in their messages or replace it.
 */
final class FormText {
    private static final int ESCAPE_LENGTH = 3;

    private FormText() {}

    /** Bytes as UTF-8. */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** A name or a value: {@code +} is a space, and {@code %} begins two hexadecimal digits. */
    static String decode(String text) throws CharacterCodingException {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                decoded.write(escaped(encoded, i));
                i += ESCAPE_LENGTH - 1;
            } else {
                decoded.write(encoded[i] == '+' ? ' ' : encoded[i]);
            }
        }
        return utf8(decoded.toByteArray());
    }

    private static int escaped(byte[] text, int at) throws CharacterCodingException {
        if (at + 2 >= text.length || !HexFormat.isHexDigit(text[at + 1]) || !HexFormat.isHexDigit(text[at + 2])) {
            throw new CharacterCodingException();
        }
        return HexFormat.fromHexDigit(text[at + 1]) << 4 | HexFormat.fromHexDigit(text[at + 2]);
    }
}
