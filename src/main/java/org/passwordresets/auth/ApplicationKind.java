package org.passwordresets.auth;

import java.util.Locale;

/** What an application is. The contract says in {@code x-rights} which kinds may use an operation. */
public enum ApplicationKind {
    /** A back end that keeps a secret. It can do everything in its organization and mode. */
    INTEGRATION,
    /** A storefront, whose code everybody can read. It can complete a reset. */
    SALES_CHANNEL,
    /** A browser application on behalf of a person. */
    WEBAPP;

    /** The name in tokens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with that name in tokens. */
    public static ApplicationKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
