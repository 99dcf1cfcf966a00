package org.passwordresets.application;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.annotation.Nullable;
import java.util.Objects;
import java.util.stream.Stream;
import org.passwordresets.Setting;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.WebappRole;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.resource.Identifier;

/**
 * An application that can request access tokens. Others are in the database: see {@code java -jar … admin applications}.
 *
 * @param name its name in the configuration
 * @param clientId public; the application's identifier, different from that of every other application
 * @param clientSecret the application's secret; an integration must have one, and it must not be blank
 * @param kind what its tokens give the right to do: {@code integration}, {@code sales_channel} or {@code webapp}
 * @param role what a web application with a secret may do, {@code read_only}, {@code support} or {@code admin}; by default,
 *     {@code read_only}
 * @param mode of its tokens, {@code test} or {@code live}
 * @param organizationId whose data its tokens give access to; 10 ASCII letters
 * @param organizationSlug the organization's name in addresses
 */
@Context
@EachProperty("auth.applications")
record ConfiguredApplication(
        @Parameter String name,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable ApplicationKind kind,
        @Nullable WebappRole role,
        @Nullable Mode mode,
        @Nullable String organizationId,
        @Nullable String organizationSlug) {

    ConfiguredApplication {
        if (Stream.of(clientId, clientSecret, kind, role, mode, organizationId, organizationSlug)
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
        if (role != null && (kind != ApplicationKind.WEBAPP || clientSecret == null)) {
            throw setting(name, "role").refused("is only for a webapp with a client-secret");
        }
        setting(name, "organization-id").text(organizationId);
        if (!Identifier.isOne(organizationId)) {
            throw setting(name, "organization-id").refused("must be 10 ASCII letters, such as xRRkjDFafe");
        }
        setting(name, "organization-slug").text(organizationSlug);
    }

    private static Setting setting(String application, String name) {
        return Setting.of("auth.applications." + application + "." + name);
    }

    /** @param organization whose application it is */
    RegisteredApplication registered(Organization organization) {
        return new RegisteredApplication(
                name,
                name,
                clientId,
                ClientSecrets.of(clientSecret),
                kind,
                role,
                mode,
                organization,
                null,
                null,
                null,
                0);
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "ConfiguredApplication[" + name + ", " + clientId + ", " + kind + ", " + mode + ", " + organizationId
                + "]";
    }
}
