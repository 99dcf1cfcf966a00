package org.passwordresets.application;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.Setting;

/** The applications in the configuration. Created at the start, so that a duplicate client id stops the start. */
@Context
final class ConfiguredApplications {
    private final Map<String, RegisteredApplication> byClientId = new HashMap<>();
    private final Map<String, ConfiguredOrganization> organizations = new HashMap<>();

    ConfiguredApplications(
            Collection<ConfiguredApplication> applications, Collection<ConfiguredOrganization> organizations) {
        organizations.forEach(this::add);
        Map<String, String> names = new HashMap<>();
        applications.forEach(application -> add(application, names));
        organizations.forEach(this::refuseUnused);
    }

    private void add(ConfiguredOrganization organization) {
        ConfiguredOrganization other = organizations.put(organization.organizationId(), organization);
        if (other != null) {
            throw new ConfigurationException(
                    "auth.organizations.%s.organization-id and auth.organizations.%s.organization-id are the same"
                            .formatted(other.key(), organization.key()));
        }
    }

    private void add(ConfiguredApplication application, Map<String, String> names) {
        String other = names.put(application.clientId(), application.name());
        if (other != null) {
            throw new ConfigurationException(
                    "auth.applications.%s.client-id and auth.applications.%s.client-id are the same"
                            .formatted(other, application.name()));
        }
        byClientId.put(application.clientId(), application.registered(organization(application)));
    }

    private Organization organization(ConfiguredApplication application) {
        ConfiguredOrganization shown = organizations.get(application.organizationId());
        return shown == null
                ? Organization.named(application.organizationId(), application.organizationSlug())
                : shown.organization(application.organizationSlug());
    }

    private void refuseUnused(ConfiguredOrganization organization) {
        if (byClientId.values().stream()
                .noneMatch(application -> application.organization().id().equals(organization.organizationId()))) {
            throw Setting.of("auth.organizations." + organization.key() + ".organization-id")
                    .refused("must be the organization-id of an application in auth.applications");
        }
    }

    Optional<RegisteredApplication> find(String clientId) {
        return Optional.ofNullable(byClientId.get(clientId));
    }

    /** Whether the configuration has what the organization shows. */
    boolean shows(String organizationId) {
        return organizations.containsKey(organizationId);
    }

    List<RegisteredApplication> all() {
        return List.copyOf(byClientId.values());
    }
}
