package org.passwordresets.query;

import java.net.URISyntaxException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;

/** Explains why an address cannot be read: names the illegal character, and the query parameter that contains it. */
public final class UnreadableAddress {
    static final String LONE_PERCENT = "A % must be followed by two hexadecimal digits. Write a percent sign as %25.";

    private UnreadableAddress() {}

    /** The problem to respond with. */
    public static Problem problem(URISyntaxException refusal) {
        String address = refusal.getInput();
        int index = refusal.getIndex();
        if (index < 0 || index >= address.length()) {
            return new Problem.UnreadableBody("The address cannot be read.");
        }
        int query = address.indexOf('?') + 1;
        return query == 0 || query > index
                ? new Problem.UnreadableBody(detail(address.charAt(index)))
                : new Problem.BadParameter(
                        ErrorCode.BAD_REQUEST,
                        QueryText.nameAt(address.substring(query), index - query),
                        detail(address.charAt(index)));
    }

    private static String detail(char illegal) {
        if (illegal == '%') {
            return LONE_PERCENT;
        }
        String written = illegal > ' ' && illegal < 0x7F ? "the character " + illegal : "a control character";
        return "An address cannot contain %s. Write it as %%%02X.".formatted(written, (int) illegal);
    }
}
