package org.passwordresets.query;

import java.net.URISyntaxException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;

/** Says what keeps an address from being read: the character, and the query parameter where it is in one. */
public final class UnreadableAddress {
    static final String LONE_PERCENT = "A % is not followed by two hexadecimal digits. A percent sign is written %25.";

    private UnreadableAddress() {}

    /** What is wrong with an address that cannot be read. */
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
        return "An address cannot contain %s as it is; write it as %%%02X.".formatted(written, (int) illegal);
    }
}
