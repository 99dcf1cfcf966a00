package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.regex.Pattern;
import org.passwordresets.error.OAuthProblem;

/**
 * The scopes of a token, separated by spaces. Commerce Layer's clients name markets, stock locations and stores. They have no
 * meaning here, but clients get the scopes that they request.
 */
record Scopes(String text) {
    private static final Scopes ALL = new Scopes("market:all");

    private static final int MAX_LENGTH = 1024;
    private static final String RESOURCES = "(market|stock_location|store)";
    private static final Pattern PATTERN =
            Pattern.compile(RESOURCES + ":[!#-\\[\\]-~]+( " + RESOURCES + ":[!#-\\[\\]-~]+)*+");

    static Scopes of(String requested) {
        if (requested.length() > MAX_LENGTH || !PATTERN.matcher(requested).matches()) {
            throw new OAuthException(OAuthProblem.INVALID_SCOPE);
        }
        return new Scopes(requested);
    }

    /** What an application or a customer who signs in gets. */
    static Scopes granted(@Nullable Scopes requested) {
        return requested == null ? ALL : requested;
    }

    /** What a client gets for a refresh token with these scopes: those that it requests, or all of them if it requests none. */
    Scopes narrowed(@Nullable Scopes requested) {
        if (requested == null) {
            return this;
        }
        List<String> granted = List.of(text.split(" "));
        for (String scope : requested.text.split(" ")) {
            String all = scope.substring(0, scope.indexOf(':')) + ":all";
            if (!granted.contains(scope) && !granted.contains(all)) {
                throw new OAuthException(
                        OAuthProblem.INVALID_SCOPE, "The customer has signed in without one of these scopes.");
            }
        }
        return requested;
    }
}
