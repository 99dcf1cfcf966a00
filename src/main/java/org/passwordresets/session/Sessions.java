package org.passwordresets.session;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.auth.AuthConfiguration;
import org.passwordresets.database.Transactions;
import org.passwordresets.security.SecurityEntry;
import org.passwordresets.security.SecurityEntryBuilder;
import org.passwordresets.security.SecurityEvent;
import org.passwordresets.security.SecurityLog;

/**
 * The sessions of customers. Each refresh token can be used once, for an access token and another refresh token. If one is
 * used twice, somebody else has it too, so the whole session ends.
 */
@Singleton
public final class Sessions {
    private final RefreshTokenRepository tokens;
    private final Revocations revocations;
    private final SessionConfiguration configuration;
    private final AuthConfiguration accessTokens;
    private final Transactions transactions;
    private final SecurityLog log;
    private final Clock clock;

    Sessions(
            RefreshTokenRepository tokens,
            Revocations revocations,
            SessionConfiguration configuration,
            AuthConfiguration accessTokens,
            Transactions transactions,
            SecurityLog log,
            Clock clock) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.configuration = configuration;
        this.accessTokens = accessTokens;
        this.transactions = transactions;
        this.log = log;
        this.clock = clock;
    }

    /**
     * A session that begins now.
     *
     * @param generation of the customer's sign-ins
     * @param scope the granted scopes
     */
    public Session of(RegisteredApplication application, String customerId, int generation, String scope) {
        return SessionBuilder.builder()
                .id(Session.newId())
                .organizationId(application.organizationId())
                .mode(application.mode())
                .customerId(customerId)
                .generation(generation)
                .clientId(application.clientId())
                .applicationId(application.id())
                .applicationGeneration(application.accessGeneration())
                .scope(scope)
                .endsAt(latestEnd())
                .build();
    }

    private Instant latestEnd() {
        return clock.instant().plus(configuration.maximumLifetime());
    }

    /**
     * Begins a session. If the customer's generation has changed since it was read, the session has ended already.
     *
     * @return the refresh token
     */
    public String begin(Session session) {
        return add(session, () -> true).orElseThrow();
    }

    /** The refresh token, used or not; empty if it is unknown or expired, or if the customer's access has ended since. */
    public Optional<RefreshToken> find(String token) {
        return tokens.findCurrent(RefreshToken.digest(token))
                .filter(found -> !found.isExpired(clock.instant()))
                .map(found -> found.endingAt(latestEnd()));
    }

    /**
     * Uses a refresh token. Of several concurrent attempts, one succeeds.
     *
     * @return the next one; empty if this one has been used before
     */
    public Optional<String> renew(RefreshToken used) {
        Optional<String> next = used.usedAt() == null
                ? add(used.session(), () -> tokens.use(used.digest(), clock.instant()) == 1)
                : Optional.empty();
        if (next.isEmpty()) {
            endIfStolen(used);
        }
        return next;
    }

    /** The token is chosen before the transaction, which may run more than once. */
    private Optional<String> add(Session session, Supplier<Boolean> allowed) {
        String token = RefreshToken.random();
        Instant now = clock.instant();
        RefreshToken row = RefreshToken.of(token, session, now, now.plus(configuration.refreshTokenLifetime()));
        boolean added = transactions.write(
                () -> {
                    boolean is = allowed.get();
                    if (is) {
                        tokens.save(row);
                    }
                    return is;
                },
                () -> tokens.lockShared(row.digest()).isPresent());
        return added ? Optional.of(token) : Optional.empty();
    }

    private void endIfStolen(RefreshToken used) {
        tokens.lockShared(used.digest())
                .map(RefreshToken::usedAt)
                .filter(usedAt -> clock.instant().isAfter(usedAt.plus(configuration.reuseGrace())))
                .ifPresent(usedAt -> {
                    end(used.sessionId());
                    log.record(reuse(used.session()));
                });
    }

    private static SecurityEntry reuse(Session session) {
        return SecurityEntryBuilder.builder()
                .event(SecurityEvent.REFRESH_TOKEN_REUSED)
                .organizationId(session.organizationId())
                .mode(session.mode())
                .clientId(session.clientId())
                .customerId(session.customerId())
                .build();
    }

    /** Ends a session with all its tokens: the access tokens at once here, and within a second on other servers. */
    public void end(String sessionId) {
        revocations.revoke(
                sessionId, clock.instant().plus(accessTokens.longestLifetime()), () -> tokens.deleteSession(sessionId));
    }
}
