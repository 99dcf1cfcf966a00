package org.passwordresets.auth;

import java.util.Locale;

/** What an application is. The contract says in {@code x-rights} which kinds may use an operation. */
public enum ApplicationKind {
    /** A back end that keeps a secret; it may do everything in its organization and mode. */
    INTEGRATION,
    /** A storefront, whose code anybody can read; it may complete a reset. */
    SALES_CHANNEL,
    /** A browser application on behalf of a person. */
    WEBAPP;

    /** As it stands in tokens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ApplicationKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
