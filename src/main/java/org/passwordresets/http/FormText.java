package org.passwordresets.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Decodes text of {@code application/x-www-form-urlencoded}, of a query or of a body. Strict: it rejects invalid
 * percent-encoding and invalid UTF-8. The decoders of the JDK and the framework quote them in their messages, or replace them.
 */
public final class FormText {
    private static final int ESCAPE_LENGTH = 3;
    /** Of UTF-32. */
    private static final int LONGEST_UNIT = 4;

    private FormText() {}

    /** Bytes as UTF-8. */
    public static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /**
     * Refuses JSON in another encoding than UTF-8. Parsers recognize UTF-16 and UTF-32 by zero bytes at the beginning, which are
     * UTF-8 too.
     */
    public static void requireUtf8(byte[] json) throws CharacterCodingException {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        for (int i = 0; i < Math.min(json.length, LONGEST_UNIT); i++) {
            if (json[i] == 0) {
                throw new MalformedInputException(1);
            }
        }
    }

    /**
     * A name or a value: {@code +} is a space, and {@code %} begins two hexadecimal digits.
     *
     * @throws IllegalArgumentException if a {@code %} begins something else
     * @throws CharacterCodingException if the bytes are not UTF-8
     */
    public static String decode(String text) throws CharacterCodingException {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                decoded.write(octet(encoded, i));
                i += ESCAPE_LENGTH - 1;
            } else {
                decoded.write(encoded[i] == '+' ? ' ' : encoded[i]);
            }
        }
        return utf8(decoded.toByteArray());
    }

    private static int octet(byte[] text, int percent) {
        if (percent + 2 >= text.length) {
            throw new IllegalArgumentException("A percent sign stands alone");
        }
        return HexFormat.fromHexDigit(text[percent + 1]) << 4 | HexFormat.fromHexDigit(text[percent + 2]);
    }
}
