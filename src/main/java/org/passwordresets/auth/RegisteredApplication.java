package org.passwordresets.auth;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.passwordresets.contract.generated.Mode;

/**
 * An application that may ask for tokens: {@code auth.applications.<name>.*} in the configuration.
 *
 * @param name as the configuration names it
 * @param clientId public; what the application calls itself by
 * @param clientSecret what it proves itself by; sales channels, whose code is public, may do without
 * @param kind what its tokens may do
 * @param mode of its tokens, {@code test} or {@code live}
 * @param organizationId whose data its tokens reach; 10 ASCII letters
 * @param organizationSlug the organization's name in addresses
 */
@EachProperty("auth.applications")
record RegisteredApplication(
        @Parameter String name,
        String clientId,
        @Nullable String clientSecret,
        ApplicationKind kind,
        Mode mode,
        String organizationId,
        String organizationSlug) {

    boolean isPublic() {
        return kind != ApplicationKind.INTEGRATION;
    }

    /** In constant time. A secret that was sent must be right, even where none is needed. */
    boolean accepts(@Nullable String secret) {
        if (clientSecret == null || secret == null) {
            return isPublic() && secret == null;
        }
        return MessageDigest.isEqual(
                clientSecret.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RegisteredApplication[" + name + ", " + clientId + ", " + kind + ", " + mode + ", " + organizationId
                + "]";
    }
}
