package org.passwordresets.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.passwordresets.RequestThreads;

/**
 * Verifies the access tokens of an outside issuer, which have the claims of this server's own ones. A new token is verified by
 * threads of its own, because its key may have to be fetched: see {@link OutsideTokenFilter}. A verified token is cached until
 * it expires, whatever happens to the issuer.
 */
@Singleton
@Requires(property = OutsideIssuerConfiguration.JWKS_URL)
final class OutsideTokens implements Tokens {
    private static final int REMEMBERED = 10_000;
    private static final int THREADS = 4;
    private static final int MAX_WAITING = 1000;

    private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

    private final Duration timeout;
    private final Clock clock;
    private final OutsideKeys keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Cache<String, VerifiedToken> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MAX_WAITING),
            RequestThreads.threads("outside-tokens"));

    OutsideTokens(OutsideIssuerConfiguration configuration, OutsideKeys keys, Clock clock) {
        this.timeout = configuration.timeout();
        this.clock = clock;
        this.keys = keys;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys.source()));
        processor.setJWTClaimsSetVerifier(claims(configuration));
    }

    /** Signatures with a private key only: with a shared secret, the published key could sign. */
    private static Set<JWSAlgorithm> algorithms() {
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
        algorithms.addAll(JWSAlgorithm.Family.EC);
        algorithms.remove(JWSAlgorithm.ES256K);
        return Set.copyOf(algorithms);
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims(OutsideIssuerConfiguration configuration) {
        JWTClaimsSet exactly =
                new JWTClaimsSet.Builder().issuer(configuration.issuer()).build();
        return new DefaultJWTClaimsVerifier<>(configuration.audience(), exactly, Set.of("exp")) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
    }

    @Override
    public boolean areOfRegisteredApplications() {
        return false;
    }

    @Override
    public Optional<VerifiedToken> verify(String token) {
        VerifiedToken known = verified.getIfPresent(token);
        if (known == null || clock.instant().isBefore(known.caller().expiresAt())) {
            return Optional.ofNullable(known);
        }
        verified.invalidate(token);
        return Optional.empty();
    }

    /**
     * Verifies a token that is not known yet. When the result completes, {@link #verify} knows the token if it is valid.
     *
     * @return fails with {@link IssuerUnavailableException} if the issuer's keys are not there in time
     */
    CompletableFuture<Void> prepare(String token) {
        if (verified.getIfPresent(token) != null) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return CompletableFuture.runAsync(() -> read(token), threads)
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new IssuerUnavailableException("Too many requests wait for its keys", e));
        }
    }

    private void read(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            if (ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
                verified.put(text, VerifiedToken.of(processor.process(token, null)));
            }
        } catch (BadJWTException | BadJWSException e) {
            verified.invalidate(text);
        } catch (KeySourceException | BadJOSEException e) {
            // Its key is not known. If the last fetch failed, it may be a new one.
            if (keys.areDown()) {
                throw new IssuerUnavailableException("A token's key is unknown, and the last fetch of keys failed", e);
            }
        } catch (ParseException
                | JOSEException
                | IllegalArgumentException
                | NullPointerException
                | ClassCastException e) {
            verified.invalidate(text);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
