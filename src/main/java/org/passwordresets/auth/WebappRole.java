package org.passwordresets.auth;

import java.util.Locale;

/** What a web application may do. */
public enum WebappRole {
    /** It reads. */
    READ_ONLY,
    /** It also creates, updates and deletes password resets. */
    SUPPORT,
    /** It may do everything, except that it never sees a reset token. */
    ADMIN;

    /** The name in tokens and settings. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static WebappRole of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
