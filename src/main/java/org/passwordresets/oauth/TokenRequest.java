package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.util.Map;
import org.passwordresets.error.OAuthProblem;

/**
 * A request for an access token, parsed strictly.
 *
 * @param client the client's credentials
 * @param scope the requested scopes; null if there are none
 * @param fields the fields of the body, which are not empty
 */
record TokenRequest(
        GrantType grantType,
        ClientCredentials client,
        @Nullable Scopes scope,
        Map<String, String> fields) {
    /** @param fields of the body */
    static TokenRequest of(HttpRequest<?> request, Map<String, String> fields) {
        GrantType grantType = grantType(fields.get("grant_type"));
        String scope = fields.get("scope");
        return new TokenRequest(
                grantType, ClientCredentials.of(request, fields), scope == null ? null : Scopes.of(scope), fields);
    }

    private static GrantType grantType(@Nullable String text) {
        if (text == null) {
            throw new OAuthException(
                    OAuthProblem.INVALID_REQUEST,
                    "The grant_type is missing. Send client_credentials, password or refresh_token.");
        }
        return GrantType.of(text).orElseThrow(() -> new OAuthException(OAuthProblem.UNSUPPORTED_GRANT_TYPE));
    }

    /** A field that the grant needs. */
    String required(String field) {
        String value = fields.get(field);
        if (value == null) {
            throw new OAuthException(OAuthProblem.INVALID_REQUEST, "The " + field + " is missing.");
        }
        return value;
    }

    /** Omits the fields, which contain secrets. */
    @Override
    public String toString() {
        return "TokenRequest[" + grantType + ", " + client + "]";
    }
}
