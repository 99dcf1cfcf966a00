package org.passwordresets.auth;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** All applications by client id. Created at the start, so that a duplicate client id stops the start. */
@Context
public final class Applications {
    private final Map<String, RegisteredApplication> byClientId = new HashMap<>();

    Applications(Collection<RegisteredApplication> applications) {
        applications.forEach(this::add);
    }

    private void add(RegisteredApplication application) {
        RegisteredApplication other = byClientId.put(application.clientId(), application);
        if (other != null) {
            throw new ConfigurationException(
                    "auth.applications.%s.client-id and auth.applications.%s.client-id are the same"
                            .formatted(other.name(), application.name()));
        }
    }

    /** @param clientId null finds none */
    @Nullable
    public RegisteredApplication find(@Nullable String clientId) {
        return byClientId.get(clientId);
    }
}
