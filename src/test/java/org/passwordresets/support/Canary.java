package org.passwordresets.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** A text that stands for a secret, and is found again however it was encoded. */
public final class Canary {
    /** Long enough to be nobody else's, and the same in a header, an address and a body. */
    public static final String SECRET = "cAnArYbIrD";

    private static final Pattern ANY = Pattern.compile(String.join("|", encodings()), Pattern.CASE_INSENSITIVE);

    private Canary() {}

    /** Where it stands in the text: as it is, percent-encoded, in hexadecimal digits, or in base64. */
    public static List<String> findings(String text) {
        return ANY.matcher(text)
                .results()
                .map(found ->
                        text.substring(Math.max(0, found.start() - 200), Math.min(text.length(), found.end() + 50)))
                .toList();
    }

    private static List<String> encodings() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.US_ASCII);
        List<String> encodings = new ArrayList<>();
        encodings.add(SECRET);
        encodings.add(HexFormat.ofDelimiter("[ :,-]*+(?:%|0x|\\\\x)?").formatHex(bytes));
        for (int shift = 0; shift < 3; shift++) {
            encodings.add("(?-i:" + Pattern.quote(base64(bytes, shift)) + ")");
        }
        return encodings;
    }

    /** The characters of base64 that no neighbour changes. */
    private static String base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = (shift * 8 + 5) / 6;
        int to = (shift + bytes.length) * 8 / 6;
        return base64.substring(from, to);
    }
}
