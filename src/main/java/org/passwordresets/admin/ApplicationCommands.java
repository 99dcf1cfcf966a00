package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.application.Registrations;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.WebappRole;
import org.passwordresets.generated.model.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code admin applications}. */
@Command(
        name = "applications",
        description = "Manages the applications in the database.",
        subcommands = {
            ApplicationCommands.Create.class,
            ApplicationCommands.All.class,
            ApplicationCommands.Rename.class,
            ApplicationCommands.RotateSecret.class,
            ApplicationCommands.Disable.class,
            ApplicationCommands.Enable.class,
            ApplicationCommands.Delete.class
        })
final class ApplicationCommands {
    private ApplicationCommands() {}

    @Command(name = "create", description = "Registers an application, and prints its secret, once.")
    static final class Create extends Action {
        @Option(
                names = "--organization",
                required = true,
                paramLabel = "ORGANIZATION",
                description = "The id or slug of its organization.")
        private String organization;

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name for people.")
        private String name;

        @Option(
                names = "--kind",
                required = true,
                paramLabel = "KIND",
                description = "integration, sales_channel or webapp.")
        private ApplicationKind kind;

        @Option(names = "--mode", required = true, paramLabel = "MODE", description = "test or live.")
        private Mode mode;

        @Option(names = "--client-id", paramLabel = "ID", description = "By default, a random one.")
        private String clientId;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "Of a webapp with a secret: read_only, support or admin; by default, read_only.")
        private WebappRole role;

        @Option(names = "--public", description = "Without a secret. A sales channel never has one.")
        private boolean isPublic;

        @Override
        String target() {
            return organization;
        }

        @Override
        Outcome run(ApplicationContext beans) {
            return outcome(
                    "Created",
                    registrations(beans)
                            .create(new Registrations.Wish(organization, name, clientId, kind, role, mode, isPublic)));
        }
    }

    @Command(
            name = "list",
            description = "Lists the applications: those in the configuration, then those in the database.")
    static final class All extends Action {
        @Option(names = "--organization", paramLabel = "ORGANIZATION", description = "Only those of this id or slug.")
        private String organization;

        @Override
        Outcome run(ApplicationContext beans) {
            return Outcome.table(
                    List.of("client_id", "name", "organization", "kind", "role", "mode", "disabled_at", "source"),
                    registrations(beans).all().stream()
                            .filter(this::isWanted)
                            .map(application -> members(application, null))
                            .toList());
        }

        private boolean isWanted(RegisteredApplication application) {
            return organization == null
                    || organization.equals(application.organizationId())
                    || organization.equals(application.organizationSlug());
        }
    }

    /** A command for one application. */
    abstract static class OfOne extends Action {
        @Parameters(paramLabel = "CLIENT_ID", description = "Its client id.")
        private String clientId;

        @Override
        final Outcome run(ApplicationContext beans) {
            return run(registrations(beans), clientId);
        }

        @Override
        final String target() {
            return clientId;
        }

        abstract Outcome run(Registrations registrations, String clientId);
    }

    @Command(name = "rename", description = "Gives an application another name.")
    static final class Rename extends OfOne {
        @Parameters(paramLabel = "NAME", description = "Its new name for people.")
        private String name;

        @Override
        Outcome run(Registrations registrations, String clientId) {
            return outcome("Renamed", registrations.rename(clientId, name));
        }
    }

    @Command(
            name = "rotate-secret",
            description = "Replaces the secret of an application, and prints the new one, once.")
    static final class RotateSecret extends OfOne {
        @Option(
                names = "--overlap",
                paramLabel = "TIME",
                defaultValue = "0s",
                description = "How long the old secret keeps working, such as 24h; by default, not at all.")
        private Duration overlap;

        @Override
        Outcome run(Registrations registrations, String clientId) {
            return outcome("Replaced the secret of", registrations.rotateSecret(clientId, overlap));
        }
    }

    @Command(
            name = "disable",
            description = "Disables an application: its tokens cannot be used, and its customers are signed out.")
    static final class Disable extends OfOne {
        @Override
        Outcome run(Registrations registrations, String clientId) {
            return outcome("Disabled", registrations.disable(clientId));
        }
    }

    @Command(name = "enable", description = "Enables an application again.")
    static final class Enable extends OfOne {
        @Override
        Outcome run(Registrations registrations, String clientId) {
            return outcome("Enabled", registrations.enable(clientId));
        }
    }

    @Command(
            name = "delete",
            description =
                    "Deletes an application, ends its tokens, and signs its customers out. Its organization's records"
                            + " stay.")
    static final class Delete extends OfOne {
        @Override
        Outcome run(Registrations registrations, String clientId) {
            return outcome("Deleted", registrations.delete(clientId));
        }
    }

    private static Registrations registrations(ApplicationContext beans) {
        return beans.getBean(Registrations.class);
    }

    private static Outcome outcome(String done, RegisteredApplication application) {
        return new Outcome(sentence(done, application), members(application, null));
    }

    private static Outcome outcome(String done, Registrations.Issued issued) {
        return new Outcome(
                sentence(done, issued.application()), issued.secret(), members(issued.application(), issued.secret()));
    }

    private static String sentence(String done, RegisteredApplication application) {
        return "%s application \"%s\": client id %s, %s, %s, organization %s."
                .formatted(
                        done,
                        application.name(),
                        application.clientId(),
                        application.kind().text(),
                        application.mode().text(),
                        application.organizationSlug());
    }

    private static Map<String, Object> members(RegisteredApplication application, @Nullable String secret) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", application.id());
        members.put("name", application.name());
        members.put("client_id", application.clientId());
        if (secret != null) {
            members.put("client_secret", secret);
        }
        members.put("kind", application.kind().text());
        members.put(
                "role", application.role() == null ? null : application.role().text());
        members.put("mode", application.mode().text());
        members.put("public", application.isPublic());
        members.put("organization_id", application.organizationId());
        members.put("organization", application.organizationSlug());
        members.put("disabled_at", Objects.toString(application.disabledAt(), null));
        members.put("created_at", Objects.toString(application.createdAt(), null));
        members.put("updated_at", Objects.toString(application.updatedAt(), null));
        members.put("source", application.createdAt() == null ? "configuration" : "database");
        return members;
    }
}
