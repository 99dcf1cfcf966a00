package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.passwordresets.application.Organization;
import org.passwordresets.application.OrganizationBuilder;
import org.passwordresets.application.Organizations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code admin organizations}. */
@Command(
        name = "organizations",
        description = "Manages the organizations in the database.",
        subcommands = {
            OrganizationCommands.Create.class,
            OrganizationCommands.All.class,
            OrganizationCommands.Change.class,
            OrganizationCommands.Rename.class,
            OrganizationCommands.Disable.class,
            OrganizationCommands.Enable.class,
            OrganizationCommands.Delete.class
        })
final class OrganizationCommands {
    private OrganizationCommands() {}

    /** What pages for customers show. */
    static final class Shown {
        private static final String EMPTY_CLEARS = " Empty for none.";

        @Option(
                names = "--support-email",
                paramLabel = "EMAIL",
                description = "Where customers ask for help." + EMPTY_CLEARS)
        private String supportEmail;

        @Option(
                names = "--support-phone",
                paramLabel = "PHONE",
                description = "Where customers ask for help." + EMPTY_CLEARS)
        private String supportPhone;

        @Option(names = "--logo-url", paramLabel = "URL", description = "The address of its logo." + EMPTY_CLEARS)
        private String logoUrl;

        @Option(names = "--favicon-url", paramLabel = "URL", description = "The address of its icon." + EMPTY_CLEARS)
        private String faviconUrl;

        @Option(
                names = "--primary-color",
                paramLabel = "COLOR",
                description = "The color of its pages, such as #C8984E." + EMPTY_CLEARS)
        private String primaryColor;

        @Option(
                names = "--gtm-id",
                paramLabel = "ID",
                description = "Its Google Tag Manager in live mode." + EMPTY_CLEARS)
        private String gtmId;

        @Option(
                names = "--gtm-id-test",
                paramLabel = "ID",
                description = "Its Google Tag Manager in test mode." + EMPTY_CLEARS)
        private String gtmIdTest;

        @Option(names = "--config", paramLabel = "JSON", description = "An object for its pages." + EMPTY_CLEARS)
        private String config;

        OrganizationBuilder addTo(OrganizationBuilder organization) {
            set(supportEmail, organization, OrganizationBuilder::supportEmail);
            set(supportPhone, organization, OrganizationBuilder::supportPhone);
            set(logoUrl, organization, OrganizationBuilder::logoUrl);
            set(faviconUrl, organization, OrganizationBuilder::faviconUrl);
            set(primaryColor, organization, OrganizationBuilder::primaryColor);
            set(gtmId, organization, OrganizationBuilder::gtmId);
            set(gtmIdTest, organization, OrganizationBuilder::gtmIdTest);
            set(config, organization, OrganizationBuilder::config);
            return organization;
        }

        private static void set(
                @Nullable String value,
                OrganizationBuilder organization,
                BiConsumer<OrganizationBuilder, String> setter) {
            if (value != null) {
                setter.accept(organization, value.isBlank() ? null : value);
            }
        }
    }

    @Command(name = "create", description = "Registers an organization.")
    static final class Create extends Action {
        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name for people.")
        private String name;

        @Option(
                names = "--slug",
                required = true,
                paramLabel = "SLUG",
                description = "Its name in addresses: the-blue-brand.")
        private String slug;

        @Option(names = "--id", paramLabel = "ID", description = "10 ASCII letters; by default, random ones.")
        private String id;

        @Mixin
        private Shown shown;

        @Override
        String target() {
            return slug;
        }

        @Override
        Outcome run(ApplicationContext beans) {
            OrganizationBuilder wished =
                    OrganizationBuilder.builder().id(id).name(name).slug(slug);
            return outcome("Created", organizations(beans).create(shown.addTo(wished)));
        }
    }

    @Command(name = "list", description = "Lists the organizations, oldest first.")
    static final class All extends Action {
        @Override
        Outcome run(ApplicationContext beans) {
            return Outcome.table(
                    List.of("id", "slug", "name", "disabled_at"),
                    organizations(beans).all().stream()
                            .map(OrganizationCommands::members)
                            .toList());
        }
    }

    /** A command for one organization. */
    abstract static class OfOne extends Action {
        @Parameters(paramLabel = "ORGANIZATION", description = "Its id or slug.")
        private String idOrSlug;

        @Override
        final Outcome run(ApplicationContext beans) {
            return run(organizations(beans), idOrSlug);
        }

        @Override
        final String target() {
            return idOrSlug;
        }

        abstract Outcome run(Organizations organizations, String idOrSlug);
    }

    @Command(name = "update", description = "Changes what pages for customers show, and the slug.")
    static final class Change extends OfOne {
        @Option(names = "--slug", paramLabel = "SLUG", description = "Its new name in addresses.")
        private String slug;

        @Mixin
        private Shown shown;

        @Override
        Outcome run(Organizations organizations, String idOrSlug) {
            return outcome(
                    "Updated",
                    organizations.change(
                            idOrSlug,
                            organization -> shown.addTo(slug == null ? organization : organization.slug(slug))));
        }
    }

    @Command(name = "rename", description = "Gives an organization another name.")
    static final class Rename extends OfOne {
        @Parameters(paramLabel = "NAME", description = "Its new name for people.")
        private String name;

        @Override
        Outcome run(Organizations organizations, String idOrSlug) {
            return outcome("Renamed", organizations.change(idOrSlug, organization -> organization.name(name)));
        }
    }

    @Command(
            name = "disable",
            description = "Disables all applications of an organization, and signs their customers out.")
    static final class Disable extends OfOne {
        @Override
        Outcome run(Organizations organizations, String idOrSlug) {
            return outcome("Disabled", organizations.disable(idOrSlug));
        }
    }

    @Command(name = "enable", description = "Enables the applications of an organization again.")
    static final class Enable extends OfOne {
        @Override
        Outcome run(Organizations organizations, String idOrSlug) {
            return outcome("Enabled", organizations.enable(idOrSlug));
        }
    }

    @Command(name = "delete", description = "Deletes an organization that has no applications and no records.")
    static final class Delete extends OfOne {
        @Override
        Outcome run(Organizations organizations, String idOrSlug) {
            return outcome("Deleted", organizations.delete(idOrSlug));
        }
    }

    private static Organizations organizations(ApplicationContext beans) {
        return beans.getBean(Organizations.class);
    }

    private static Outcome outcome(String done, Organization organization) {
        return new Outcome(
                "%s organization %s, \"%s\" (%s)."
                        .formatted(done, organization.slug(), organization.name(), organization.id()),
                members(organization));
    }

    private static Map<String, Object> members(Organization organization) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", organization.id());
        members.put("slug", organization.slug());
        members.put("name", organization.name());
        members.put("support_email", organization.supportEmail());
        members.put("support_phone", organization.supportPhone());
        members.put("logo_url", organization.logoUrl());
        members.put("favicon_url", organization.faviconUrl());
        members.put("primary_color", organization.primaryColor());
        members.put("gtm_id", organization.gtmId());
        members.put("gtm_id_test", organization.gtmIdTest());
        members.put("config", organization.config());
        members.put("disabled_at", Objects.toString(organization.disabledAt(), null));
        members.put("created_at", Objects.toString(organization.createdAt(), null));
        members.put("updated_at", Objects.toString(organization.updatedAt(), null));
        return members;
    }
}
