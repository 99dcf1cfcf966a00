package org.passwordresets.application;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.passwordresets.database.DatabaseFailure;
import org.passwordresets.database.Statements;
import org.passwordresets.database.Transactions;
import org.passwordresets.resource.Identifier;

/** Registers, changes and deletes organizations in the database. */
@Singleton
public class Organizations {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final String SLUG_KEY = "organizations_slug";
    private static final int MAX_SLUG = 63;
    private static final int MAX_NAME = 255;
    /** What goes with the organization. */
    private static final Set<String> PARTS =
            Set.of("applications", "record_counts", "security_log", "event_stores", "refresh_tokens");

    private static final String TABLES = """
            SELECT table_name FROM information_schema.columns
            WHERE table_schema = DATABASE() AND column_name = 'organization_id' ORDER BY table_name
            """;

    private final OrganizationRepository repository;
    private final ApplicationRepository applications;
    private final Transactions transactions;
    private final ConnectionOperations<Connection> connections;
    private final Clock clock;

    Organizations(
            OrganizationRepository repository,
            ApplicationRepository applications,
            Transactions transactions,
            ConnectionOperations<Connection> connections,
            Clock clock) {
        this.repository = repository;
        this.applications = applications;
        this.transactions = transactions;
        this.connections = connections;
        this.clock = clock;
    }

    /** All of them, oldest first. */
    public List<Organization> all() {
        return repository.all();
    }

    /**
     * Registers an organization.
     *
     * @param wished its id and times may be null
     * @throws RegistrationException if it is not valid, or if its id or slug is taken
     */
    public Organization create(OrganizationBuilder wished) {
        String id = wished.id() == null ? Identifier.random() : wished.id();
        Instant now = now();
        Organization organization =
                checked(wished.id(id).createdAt(now).updatedAt(now).build());
        return unlessTaken(() -> transactions.write(
                () -> {
                    repository.save(organization);
                    return organization;
                },
                () -> repository.lock(id).contains(organization)));
    }

    /**
     * Changes an organization, unless the change leaves it as it is.
     *
     * @throws RegistrationException if there is none, or the changed one is not valid, or its slug is taken
     */
    public Organization change(String idOrSlug, UnaryOperator<OrganizationBuilder> change) {
        Instant now = now();
        return unlessTaken(() -> transactions.write(() -> {
            Organization current = lock(idOrSlug);
            Organization changed =
                    change.apply(OrganizationBuilder.builder(current)).build();
            if (changed.equals(current)) {
                return current;
            }
            Organization updated =
                    checked(OrganizationBuilder.builder(changed).updatedAt(now).build());
            repository.update(updated);
            return updated;
        }));
    }

    /** Disables all its applications, and ends the sessions of their customers for good. */
    public Organization disable(String idOrSlug) {
        Instant now = now();
        return change(
                idOrSlug,
                organization -> organization.disabledAt() != null
                        ? organization
                        : organization.disabledAt(now).accessGeneration(organization.accessGeneration() + 1));
    }

    /** Enables its applications that are not disabled themselves. */
    public Organization enable(String idOrSlug) {
        return change(idOrSlug, organization -> organization.disabledAt(null));
    }

    /**
     * Deletes an organization that is empty, because nobody could ever see or delete its records again.
     *
     * @throws RegistrationException if there is none, or it has applications or records
     */
    public Organization delete(String idOrSlug) {
        return transactions.write(() -> {
            Organization organization = lock(idOrSlug);
            refuseUnlessEmpty(organization);
            connections.executeWrite(status -> Statements.update(
                    status.getConnection(), "DELETE FROM record_counts WHERE organization_id = ?", organization.id()));
            repository.deleteById(organization.id());
            return organization;
        });
    }

    /** Without control characters, which would break lines of logs and lists. */
    static void checkName(String text) {
        refuseUnless(
                text,
                name -> !name.isBlank()
                        && name.length() <= MAX_NAME
                        && name.chars().noneMatch(Character::isISOControl),
                "The name must have 1 to " + MAX_NAME + " characters, without control characters");
    }

    /** Locked until the transaction ends. */
    Organization lock(String idOrSlug) {
        // First the one with this id, in case another has it as its slug.
        return repository.lock(idOrSlug).stream()
                .max(Comparator.comparing(organization -> organization.id().equals(idOrSlug)))
                .orElseThrow(() -> new RegistrationException("There is no organization " + idOrSlug));
    }

    private void refuseUnlessEmpty(Organization organization) {
        if (applications.countByOrganizationId(organization.id()) > 0) {
            throw new RegistrationException(
                    "The organization " + organization.slug() + " has applications: delete them first");
        }
        tableWithRecords(organization.id()).ifPresent(table -> {
            throw new RegistrationException("The organization " + organization.slug() + " has records in " + table
                    + ": delete them first, or disable the organization");
        });
    }

    private Optional<String> tableWithRecords(String id) {
        return connections.executeRead(status -> {
            Connection connection = status.getConnection();
            return Statements.query(connection, row -> row.getString(1), TABLES).stream()
                    .filter(table -> !PARTS.contains(table))
                    .filter(table -> !Statements.query(
                                    connection,
                                    row -> row.getInt(1),
                                    "SELECT 1 FROM " + table + " WHERE organization_id = ? LIMIT 1",
                                    id)
                            .isEmpty())
                    .findFirst();
        });
    }

    private static Organization checked(Organization organization) {
        refuseUnless(organization.id(), Identifier::isOne, "The id must be 10 ASCII letters, such as xRRkjDFafe");
        refuseUnless(
                organization.slug(),
                slug -> slug.length() <= MAX_SLUG && SLUG.matcher(slug).matches(),
                "The slug must be lower-case letters, digits and single hyphens, such as the-blue-brand, at most "
                        + MAX_SLUG + " characters");
        checkName(organization.name());
        refuseUnless(organization.logoUrl(), Branding::isAddress, "The logo must be " + Branding.ADDRESS_EXPECTED);
        refuseUnless(
                organization.faviconUrl(), Branding::isAddress, "The favicon must be " + Branding.ADDRESS_EXPECTED);
        refuseUnless(organization.primaryColor(), Branding::isColor, "The color must be " + Branding.COLOR_EXPECTED);
        refuseUnless(
                organization.supportEmail(),
                Branding::isContact,
                "The support address must have " + Branding.CONTACT_EXPECTED);
        refuseUnless(
                organization.supportPhone(),
                Branding::isContact,
                "The support telephone must have " + Branding.CONTACT_EXPECTED);
        refuseUnless(
                organization.gtmId(),
                Branding::isTagManager,
                "The Google Tag Manager must be " + Branding.TAG_MANAGER_EXPECTED);
        refuseUnless(
                organization.gtmIdTest(),
                Branding::isTagManager,
                "The Google Tag Manager for test mode must be " + Branding.TAG_MANAGER_EXPECTED);
        refuseUnless(organization.config(), Branding::isObject, "The config must be a JSON object");
        return organization;
    }

    private static void refuseUnless(@Nullable String value, Predicate<String> valid, String sentence) {
        if (value != null && !valid.test(value)) {
            throw new RegistrationException(sentence);
        }
    }

    private static <T> T unlessTaken(Supplier<T> write) {
        try {
            return write.get();
        } catch (DataAccessException e) {
            String key = DatabaseFailure.duplicateKey(e).orElseThrow(() -> e);
            throw new RegistrationException("Another organization has this " + (key.equals(SLUG_KEY) ? "slug" : "id"));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
