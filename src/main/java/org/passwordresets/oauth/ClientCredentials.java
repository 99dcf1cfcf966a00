package org.passwordresets.oauth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.http.FormText;

/**
 * How an application authenticates: with HTTP Basic or in the body (RFC 6749, section 2.3.1), but not both.
 *
 * @param id null if the request has none
 * @param secret null if the request has none
 */
record ClientCredentials(@Nullable String id, @Nullable String secret) {
    private static final String BASIC = "basic ";

    /** @param fields of the body */
    static ClientCredentials of(HttpRequest<?> request, Map<String, String> fields) {
        ClientCredentials ofBody = new ClientCredentials(fields.get("client_id"), fields.get("client_secret"));
        List<String> basic = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION).stream()
                .filter(header -> header.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .toList();
        if (basic.isEmpty()) {
            return ofBody;
        }
        if (basic.size() > 1 || ofBody.secret != null) {
            throw new OAuthException(
                    OAuthProblem.INVALID_REQUEST,
                    "Send the client credentials once: in the Authorization header or in the body.");
        }
        ClientCredentials ofHeader =
                ofBasic(basic.get(0).substring(BASIC.length()).strip());
        if (ofBody.id != null && !ofBody.id.equals(ofHeader.id)) {
            throw new OAuthException(
                    OAuthProblem.INVALID_REQUEST, "The client_id in the body is not that in the Authorization header.");
        }
        return ofHeader;
    }

    /** Both halves are form-encoded, so that they may contain a colon. */
    private static ClientCredentials ofBasic(String base64) {
        try {
            String text = FormText.utf8(Base64.getDecoder().decode(base64));
            int colon = text.indexOf(':');
            if (colon >= 0) {
                return new ClientCredentials(
                        FormText.decode(text.substring(0, colon)), present(FormText.decode(text.substring(colon + 1))));
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Thrown below, without the cause, which may quote the secret.
        }
        throw new OAuthException(
                OAuthProblem.INVALID_CLIENT,
                "The Authorization header must be Basic, a space, and the base64 form of the client_id, a colon and the"
                        + " client_secret, both percent-encoded as in a form.");
    }

    @Nullable
    private static String present(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "ClientCredentials[" + id + "]";
    }
}
