package org.passwordresets.application;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passwordresets.database.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All applications by client id, and their organizations. Those in the configuration come first. Those in the database are
 * kept in memory, so that requests need no query, and applications can get tokens while the database is unavailable. They
 * are read periodically, and when a client id or a secret is not known.
 */
@Singleton
public class Applications {
    private static final Logger LOG = LoggerFactory.getLogger(Applications.class);
    /** Between two reads because of something unknown, so that invented client ids cost the database nothing. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** How much the clocks of two servers may differ. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final ConfiguredApplications configured;
    private final BeanProvider<ApplicationRepository> applications;
    private final BeanProvider<OrganizationRepository> organizations;
    private final TaskScheduler scheduler;
    private final Duration refreshInterval;
    private final Clock clock;
    private volatile Snapshot snapshot = Snapshot.NONE;
    private long attemptedAtNanos;
    private volatile @Nullable RuntimeException failure;
    private Set<String> duplicates = Set.of();

    /** The repositories are used when there is a server, and so a database. */
    Applications(
            ConfiguredApplications configured,
            BeanProvider<ApplicationRepository> applications,
            BeanProvider<OrganizationRepository> organizations,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            ApplicationConfiguration configuration,
            Clock clock) {
        this.configured = configured;
        this.applications = applications;
        this.organizations = organizations;
        this.scheduler = scheduler;
        this.refreshInterval = configuration.refreshInterval();
        this.clock = clock;
        this.attemptedAtNanos = System.nanoTime() - PAUSE.toNanos();
    }

    @EventListener
    void onStartup(ServerStartupEvent started) {
        scheduler.scheduleWithFixedDelay(Duration.ZERO, refreshInterval, this::read);
    }

    /**
     * The application that authenticates with this client id and secret; empty if none does, or if it is disabled.
     *
     * @param secret null if the request has none
     * @throws RuntimeException if only the database could tell, and it is unavailable
     */
    public Optional<RegisteredApplication> authenticate(@Nullable String clientId, @Nullable String secret) {
        if (clientId == null) {
            return Optional.empty();
        }
        Optional<RegisteredApplication> known = known(clientId);
        if (known.filter(application -> isAuthentic(application, secret)).isPresent()
                || configured.find(clientId).isPresent()
                || !readAgain()) {
            return known.filter(application -> isAuthentic(application, secret));
        }
        return known(clientId).filter(application -> isAuthentic(application, secret));
    }

    private static boolean isAuthentic(RegisteredApplication application, @Nullable String secret) {
        return application.isEnabled() && application.accepts(secret);
    }

    /** The application with this client id, whether it is disabled or not, as last read. */
    public Optional<RegisteredApplication> find(String clientId) {
        return known(clientId);
    }

    /**
     * What pages for customers show of an organization, as last read.
     *
     * @param clientId of one of its applications
     */
    Optional<Organization> organization(String clientId, String organizationId) {
        Optional<Organization> ofConfiguration = configured.find(clientId).map(RegisteredApplication::organization);
        return ofConfiguration
                .filter(organization -> configured.shows(organization.id()))
                .or(() -> snapshot.organization(organizationId))
                .or(() -> ofConfiguration);
    }

    /**
     * Whether the application may use the tokens it has. One that is unknown was deleted, unless it is newer than what was read
     * last. If another application has its client id now, earlier tokens give that one no access.
     *
     * @param id of the application, which is never reused
     * @param generation of the application's access when its token was issued: the next one begins when it is disabled
     * @param issuedAt when its token was issued
     */
    public boolean mayUseTokens(String clientId, String id, int generation, Instant issuedAt) {
        Snapshot current = snapshot;
        return configured
                .find(clientId)
                .or(() -> current.application(clientId)
                        .filter(application -> application.id().equals(id)))
                .map(application -> application.isEnabled() && application.accessGeneration() <= generation)
                .orElse(issuedAt.plus(SKEW).isAfter(current.readAt()));
    }

    private Optional<RegisteredApplication> known(String clientId) {
        return configured.find(clientId).or(() -> snapshot.application(clientId));
    }

    /** Whether it has read something that is newer than what the caller saw. */
    private boolean readAgain() {
        // While the database is unavailable, nobody waits for it: the periodic reads notice when it is back.
        boolean isRead = failure == null && readUnlessJustRead();
        if (snapshot.isNone() && failure != null) {
            throw failure;
        }
        return isRead;
    }

    private synchronized boolean readUnlessJustRead() {
        return System.nanoTime() - attemptedAtNanos < PAUSE.toNanos() || read();
    }

    /** Whether it could. */
    private synchronized boolean read() {
        try {
            Instant now = clock.instant();
            List<ApplicationRow> rows = applications.get().all();
            snapshot = Snapshot.of(now, organizations.get().all(), rows);
            failure = null;
            warnOfDuplicates();
        } catch (RuntimeException e) {
            warnOnce(e);
            failure = e;
        }
        attemptedAtNanos = System.nanoTime();
        return failure == null;
    }

    private void warnOnce(RuntimeException e) {
        if (failure == null) {
            LOG.warn(
                    "The applications in the database cannot be read; those known stay valid: {}",
                    DatabaseFailure.describe(e));
        }
    }

    private void warnOfDuplicates() {
        Set<String> found = new TreeSet<>(snapshot.applications().keySet());
        found.removeIf(clientId -> configured.find(clientId).isEmpty());
        if (!found.isEmpty() && !found.equals(duplicates)) {
            LOG.error(
                    "These client ids are in the configuration and in the database; the configuration counts: {}",
                    found);
        }
        duplicates = found;
    }
}
