package org.passwordresets.auth;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.stream.Stream;
import org.passwordresets.Setting;
import org.passwordresets.generated.model.Mode;

/**
 * An application that can request access tokens.
 *
 * @param name its name in the configuration
 * @param clientId public; the application's identifier, different from that of every other application
 * @param clientSecret the application's secret; an integration must have one, and it must not be blank
 * @param kind what its tokens give the right to do: {@code integration}, {@code sales_channel} or {@code webapp}
 * @param mode of its tokens, {@code test} or {@code live}
 * @param organizationId whose data its tokens give access to; 10 ASCII letters
 * @param organizationSlug the organization's name in addresses
 */
@Context
@EachProperty("auth.applications")
public record RegisteredApplication(
        @Parameter String name,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable ApplicationKind kind,
        @Nullable Mode mode,
        @Nullable String organizationId,
        @Nullable String organizationSlug) {

    public RegisteredApplication {
        if (Stream.of(clientId, clientSecret, kind, mode, organizationId, organizationSlug)
                .allMatch(Objects::isNull)) {
            // The framework also reads AUTH_APPLICATIONS_MY_SHOP_KIND as a key of an application "my".
            throw new DisabledBeanException("There are no settings for an application " + name);
        }
        setting(name, "client-id").text(clientId);
        setting(name, "client-secret").textOrNone(clientSecret);
        if (kind == null) {
            throw setting(name, "kind").refused("is missing: integration, sales_channel or webapp");
        }
        if (mode == null) {
            throw setting(name, "mode").refused("is missing: test or live");
        }
        if (kind == ApplicationKind.INTEGRATION && clientSecret == null) {
            throw setting(name, "client-secret").refused("is missing: an integration needs a secret");
        }
        setting(name, "organization-id").text(organizationId);
        if (!organizationId.matches("[A-Za-z]{10}")) {
            throw setting(name, "organization-id").refused("must be 10 ASCII letters, such as xRRkjDFafe");
        }
        setting(name, "organization-slug").text(organizationSlug);
    }

    private static Setting setting(String application, String name) {
        return Setting.of("auth.applications." + application + "." + name);
    }

    /** Whether its code, and so its client id, is public. A web application that keeps a secret is not. */
    public boolean isPublic() {
        return kind == ApplicationKind.SALES_CHANNEL || clientSecret == null;
    }

    /** Compares in constant time. A secret that was sent must be right, even if none is required. */
    public boolean accepts(@Nullable String secret) {
        if (clientSecret == null || secret == null) {
            return isPublic() && secret == null;
        }
        return MessageDigest.isEqual(
                clientSecret.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "RegisteredApplication[" + name + ", " + clientId + ", " + kind + ", " + mode + ", " + organizationId
                + "]";
    }
}
