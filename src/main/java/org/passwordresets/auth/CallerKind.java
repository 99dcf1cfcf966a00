package org.passwordresets.auth;

import io.micronaut.core.annotation.Nullable;
import java.util.Locale;

/** The kinds of callers that the contract's {@code x-rights} tell apart. */
public enum CallerKind {
    /** A back end that keeps a secret. */
    INTEGRATION(ApplicationKind.INTEGRATION, null),
    /** A storefront without a signed-in customer. */
    SALES_CHANNEL(ApplicationKind.SALES_CHANNEL, null),
    /** A storefront with a signed-in customer. */
    CUSTOMER(ApplicationKind.SALES_CHANNEL, null),
    /** A web application that reads. */
    WEBAPP_READ_ONLY(ApplicationKind.WEBAPP, WebappRole.READ_ONLY),
    /** A web application that helps customers to a new password. */
    WEBAPP_SUPPORT(ApplicationKind.WEBAPP, WebappRole.SUPPORT),
    /** A web application that may do everything. */
    WEBAPP_ADMIN(ApplicationKind.WEBAPP, WebappRole.ADMIN),
    /** A web application without a secret, whose client id everybody can use. It has no role. */
    WEBAPP(ApplicationKind.WEBAPP, null);

    private final ApplicationKind application;
    private final @Nullable WebappRole role;
    private final String text = name().toLowerCase(Locale.ROOT);

    CallerKind(ApplicationKind application, @Nullable WebappRole role) {
        this.application = application;
        this.role = role;
    }

    /** The kind of a caller whose application has this kind and role. */
    static CallerKind of(ApplicationKind application, @Nullable WebappRole role, boolean signedIn) {
        return switch (application) {
            case INTEGRATION -> INTEGRATION;
            case SALES_CHANNEL -> signedIn ? CUSTOMER : SALES_CHANNEL;
            case WEBAPP -> role == null ? WEBAPP : of(role);
        };
    }

    private static CallerKind of(WebappRole role) {
        return switch (role) {
            case READ_ONLY -> WEBAPP_READ_ONLY;
            case SUPPORT -> WEBAPP_SUPPORT;
            case ADMIN -> WEBAPP_ADMIN;
        };
    }

    /** The kind of the application. */
    public ApplicationKind application() {
        return application;
    }

    /** The role of the application; null if it has none. */
    @Nullable
    public WebappRole role() {
        return role;
    }

    /** The name in the contract. */
    public String text() {
        return text;
    }
}
