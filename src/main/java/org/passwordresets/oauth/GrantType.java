package org.passwordresets.oauth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** For what an application gets an access token (RFC 6749, section 4). */
enum GrantType {
    /** For its own credentials. */
    CLIENT_CREDENTIALS,
    /** For the email address and the password of a customer. */
    PASSWORD,
    /** For a refresh token. */
    REFRESH_TOKEN;

    /** The name in requests. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<GrantType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }
}
