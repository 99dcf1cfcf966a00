package org.passwordresets.oauth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an application exchanges for an access token (RFC 6749, section 4). */
enum GrantType {
    /** Its own credentials. */
    CLIENT_CREDENTIALS,
    /** The email address and the password of a customer. */
    PASSWORD,
    /** A refresh token. */
    REFRESH_TOKEN;

    /** The name in requests. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<GrantType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }
}
