package org.passwordresets.application;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.WebappRole;
import org.passwordresets.database.DatabaseFailure;
import org.passwordresets.database.Transactions;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.resource.Identifier;

/** Registers, changes and deletes applications in the database. */
@Singleton
public class Registrations {
    /** Not with a hyphen first, which commands would take for an option. */
    private static final Pattern CLIENT_ID = Pattern.compile("(?!-)[A-Za-z0-9._-]{1,64}");
    /** The database stores no date after the year 9999. */
    private static final Duration MAX_OVERLAP = Duration.ofDays(365);

    private final ApplicationRepository repository;
    private final OrganizationRepository organizationRows;
    private final Organizations organizations;
    private final ConfiguredApplications configured;
    private final Transactions transactions;
    private final Clock clock;

    Registrations(
            ApplicationRepository repository,
            OrganizationRepository organizationRows,
            Organizations organizations,
            ConfiguredApplications configured,
            Transactions transactions,
            Clock clock) {
        this.repository = repository;
        this.organizationRows = organizationRows;
        this.organizations = organizations;
        this.configured = configured;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a new application is.
     *
     * @param organization its id or slug
     * @param clientId null for a random one
     * @param role null for the default of a web application with a secret, and for all others
     * @param isPublic whether it has no secret; a sales channel never has one
     */
    public record Wish(
            String organization,
            String name,
            @Nullable String clientId,
            ApplicationKind kind,
            @Nullable WebappRole role,
            Mode mode,
            boolean isPublic) {}

    /**
     * An application with a secret that nobody can read again.
     *
     * @param secret null if the application is public
     */
    public record Issued(
            RegisteredApplication application, @Nullable String secret) {
        /** Omits the secret. */
        @Override
        public String toString() {
            return "Issued[" + application + "]";
        }
    }

    /** All of them: those in the configuration, then those in the database, oldest first. */
    public List<RegisteredApplication> all() {
        List<ApplicationRow> rows = repository.all();
        Map<String, Organization> byId =
                organizationRows.all().stream().collect(Collectors.toMap(Organization::id, Function.identity()));
        return Stream.concat(
                        configured.all().stream(),
                        rows.stream().map(row -> RegisteredApplication.of(row, byId.get(row.organizationId()), now())))
                .toList();
    }

    /**
     * Registers an application.
     *
     * @throws RegistrationException if it is not valid, or its client id is taken
     */
    public Issued create(Wish wish) {
        boolean isPublic = wish.isPublic() || wish.kind() == ApplicationKind.SALES_CHANNEL;
        String secret = isPublic ? null : ClientSecrets.random();
        ApplicationRow row = checked(row(wish, secret));
        return new Issued(
                unlessTaken(() -> transactions.write(
                        () -> {
                            Organization organization = organizations.lock(wish.organization());
                            ApplicationRow complete = ApplicationRowBuilder.builder(row)
                                    .organizationId(organization.id())
                                    .build();
                            repository.save(complete);
                            return RegisteredApplication.of(complete, organization, complete.createdAt());
                        },
                        () -> repository
                                .lock(row.clientId())
                                .filter(found -> found.id().equals(row.id()))
                                .isPresent())),
                secret);
    }

    private ApplicationRow row(Wish wish, @Nullable String secret) {
        Instant now = now();
        return ApplicationRowBuilder.builder()
                .id(Identifier.random())
                .name(wish.name())
                .clientId(wish.clientId() == null ? randomClientId() : wish.clientId())
                .secretDigest(secret == null ? null : ClientSecrets.digest(secret))
                .kind(wish.kind().text())
                .role(wish.role() == null ? null : wish.role().text())
                .mode(wish.mode())
                .createdAt(now)
                .updatedAt(now)
                .build();
    }

    private static String randomClientId() {
        return Stream.generate(ClientSecrets::random)
                .filter(id -> CLIENT_ID.matcher(id).matches())
                .findFirst()
                .orElseThrow();
    }

    private ApplicationRow checked(ApplicationRow row) {
        refuseConfigured(row.clientId());
        if (!CLIENT_ID.matcher(row.clientId()).matches()) {
            throw new RegistrationException(
                    "The client id must be 1 to 64 ASCII letters, digits, dots, hyphens and underscores, without"
                            + " a hyphen at the beginning");
        }
        if (row.kind().equals(ApplicationKind.INTEGRATION.text()) && row.secretDigest() == null) {
            throw new RegistrationException("An integration keeps a secret: it cannot be public");
        }
        if (row.role() != null && (!row.kind().equals(ApplicationKind.WEBAPP.text()) || row.secretDigest() == null)) {
            throw new RegistrationException("A role is only for a webapp with a secret");
        }
        return named(row, row.name());
    }

    private static ApplicationRow named(ApplicationRow row, String name) {
        Organizations.checkName(name);
        return ApplicationRowBuilder.builder(row).name(name).build();
    }

    private void refuseConfigured(String clientId) {
        configured.find(clientId).ifPresent(application -> {
            throw new RegistrationException("The client id " + clientId + " is that of auth.applications."
                    + application.name() + " in the configuration");
        });
    }

    /** Gives it another name for people. */
    public RegisteredApplication rename(String clientId, String name) {
        return change(clientId, row -> named(row, name));
    }

    /** Its tokens and its secret cannot be used while it is disabled. The sessions of its customers end for good. */
    public RegisteredApplication disable(String clientId) {
        Instant now = now();
        return change(
                clientId,
                row -> row.disabledAt() != null
                        ? row
                        : ApplicationRowBuilder.builder(row)
                                .disabledAt(now)
                                .accessGeneration(row.accessGeneration() + 1)
                                .build());
    }

    /** It can be used again. */
    public RegisteredApplication enable(String clientId) {
        return change(
                clientId,
                row -> ApplicationRowBuilder.builder(row).disabledAt(null).build());
    }

    /**
     * Replaces its secret.
     *
     * @param overlap how long the secret until now can be used as well; zero for not at all
     * @throws RegistrationException if there is none, or it has no secret
     */
    public Issued rotateSecret(String clientId, Duration overlap) {
        if (overlap.compareTo(MAX_OVERLAP) > 0) {
            throw new RegistrationException(
                    "The old secret can work for at most " + MAX_OVERLAP.toDays() + " more days");
        }
        String secret = ClientSecrets.random();
        Instant until = now().plus(overlap);
        return new Issued(change(clientId, row -> rotated(row, secret, overlap.isZero() ? null : until)), secret);
    }

    private static ApplicationRow rotated(ApplicationRow row, String secret, @Nullable Instant previousUntil) {
        if (row.secretDigest() == null) {
            throw new RegistrationException("The application " + row.clientId() + " is public: it has no secret");
        }
        byte[] digest = ClientSecrets.digest(secret);
        if (Arrays.equals(digest, row.secretDigest())) {
            // The transaction was repeated after it had been committed.
            return row;
        }
        return ApplicationRowBuilder.builder(row)
                .secretDigest(digest)
                .previousSecretDigest(previousUntil == null ? null : row.secretDigest())
                .previousSecretUntil(previousUntil)
                .build();
    }

    private RegisteredApplication change(String clientId, UnaryOperator<ApplicationRow> change) {
        Instant now = now();
        return transactions.write(() -> {
            ApplicationRow current = lock(clientId);
            ApplicationRow changed = change.apply(current);
            if (!changed.equals(current)) {
                changed = ApplicationRowBuilder.builder(changed).updatedAt(now).build();
                repository.update(changed);
            }
            return RegisteredApplication.of(changed, organizations.lock(changed.organizationId()), now);
        });
    }

    /** Deletes it. Its tokens end. */
    public RegisteredApplication delete(String clientId) {
        Instant now = now();
        return transactions.write(() -> {
            ApplicationRow row = lock(clientId);
            repository.deleteById(row.id());
            return RegisteredApplication.of(row, organizations.lock(row.organizationId()), now);
        });
    }

    private ApplicationRow lock(String clientId) {
        refuseConfigured(clientId);
        return repository
                .lock(clientId)
                .orElseThrow(() -> new RegistrationException("There is no application with the client id " + clientId));
    }

    private static <T> T unlessTaken(Supplier<T> write) {
        try {
            return write.get();
        } catch (DataAccessException e) {
            if (DatabaseFailure.duplicateKey(e).isEmpty()) {
                throw e;
            }
            throw new RegistrationException("Another application has this client id");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
