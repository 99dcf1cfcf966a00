package org.passwordresets.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.auth.AuthConfiguration;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.key.SigningKey;
import org.passwordresets.key.SigningKeys;
import org.passwordresets.session.Session;

/**
 * Issues and verifies access tokens: JWTs signed with RS512, with the claims that Commerce Layer's clients read.
 *
 * <p>A verified token is cached until it expires, because verifying an RSA signature costs more than the rest of a request.
 */
@Singleton
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
final class AccessTokens implements Tokens {
    private static final int REMEMBERED = 10_000;
    private static final char DEL = 0x7f;
    /** Claims of tokens that this server issues, which no client reads. */
    static final String SESSION = "session";

    static final String GENERATION = "generation";
    static final String SCOPE = "scope";
    static final String ROLE = "role";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final AuthConfiguration configuration;
    private final SigningKeys signingKeys;
    private final Clock clock;
    private final Cache<String, VerifiedToken> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    AccessTokens(AuthConfiguration configuration, SigningKeys signingKeys, Clock clock) {
        this.configuration = configuration;
        this.signingKeys = signingKeys;
        this.clock = clock;
    }

    /**
     * Issues a new token to an application.
     *
     * @param session of a customer who has signed in; null if the application acts for itself
     */
    AccessToken issue(RegisteredApplication application, Scopes scope, @Nullable Session session) {
        Instant now = clock.instant();
        Duration lifetime = lifetime(application, session, now);
        SigningKey key = signingKeys.newest();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS512)
                .type(JOSEObjectType.JWT)
                .keyID(key.id())
                .build();
        JWTClaimsSet.Builder claims = claims(application, now, lifetime).claim(SCOPE, scope.text());
        if (session != null) {
            claims.claim("owner", Map.of("type", "Customer", "id", session.customerId()))
                    .claim(SESSION, session.id())
                    .claim(GENERATION, session.generation());
        }
        JWSObject token = new JWSObject(header, payload(claims.build()));
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key cannot sign", e);
        }
        return new AccessToken(token.serialize(), lifetime, scope.text(), now);
    }

    /** An access token does not outlive its session. */
    private Duration lifetime(RegisteredApplication application, @Nullable Session session, Instant now) {
        Duration longest = configuration.lifetime(application.kind());
        Duration left = session == null ? longest : Duration.between(now, session.endsAt());
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /**
     * The claims as JSON whose base64url form contains no {@code -} and no {@code _}, because old versions of the SDK decode
     * it with {@code atob}, which supports neither. Only {@code >}, {@code ?}, {@code ~}, DEL and non-ASCII characters can
     * produce them. They occur only in strings, where JSON can escape them.
     */
    static Payload payload(JWTClaimsSet claims) {
        StringBuilder json = new StringBuilder();
        claims.toString()
                .chars()
                .forEach(unit -> json.append(
                        unit >= DEL || unit == '>' || unit == '?' || unit == '~'
                                ? "\\u%04x".formatted(unit)
                                : (char) unit));
        return new Payload(json.toString());
    }

    private JWTClaimsSet.Builder claims(RegisteredApplication application, Instant now, Duration lifetime) {
        return new JWTClaimsSet.Builder()
                .claim(
                        "organization",
                        Map.of(
                                "id",
                                application.organizationId(),
                                "slug",
                                application.organizationSlug(),
                                "enterprise",
                                false,
                                "region",
                                "self-hosted"))
                .claim("application", application(application))
                .claim("test", application.mode() == Mode.TEST)
                .claim("rand", RANDOM.nextDouble())
                .jwtID(Session.newId())
                .issuer(configuration.issuer())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)));
    }

    private static Map<String, Object> application(RegisteredApplication application) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("id", application.id());
        claim.put("kind", application.kind().text());
        claim.put("public", application.isPublic());
        claim.put("confidential", !application.isPublic());
        claim.put("client_id", application.clientId());
        if (application.role() != null) {
            claim.put(ROLE, application.role().text());
        }
        if (application.accessGeneration() > 0) {
            claim.put(GENERATION, application.accessGeneration());
        }
        return claim;
    }

    @Override
    public boolean areOfRegisteredApplications() {
        return true;
    }

    @Override
    public Optional<VerifiedToken> verify(String token) {
        VerifiedToken known = verified.getIfPresent(token);
        Optional<VerifiedToken> read = known != null ? Optional.of(known) : read(token);
        Optional<VerifiedToken> current =
                read.filter(found -> clock.instant().isBefore(found.caller().expiresAt()));
        if (current.isEmpty()) {
            verified.invalidate(token);
        } else if (known == null) {
            verified.put(token, current.get());
        }
        return current;
    }

    private Optional<VerifiedToken> read(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            boolean genuine = JWSAlgorithm.RS512.equals(token.getHeader().getAlgorithm())
                    && isSigned(token)
                    && configuration.issuer().equals(token.getJWTClaimsSet().getIssuer())
                    && isValidAlready(token.getJWTClaimsSet());
            return genuine ? Optional.of(VerifiedToken.of(token.getJWTClaimsSet())) : Optional.empty();
        } catch (ParseException
                | JOSEException
                | IllegalArgumentException
                | NullPointerException
                | ClassCastException e) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT token) throws JOSEException {
        Optional<SigningKey> key = signingKeys.find(token.getHeader().getKeyID(), configuration.longestLifetime());
        return key.isPresent() && token.verify(key.get().verifier());
    }

    private boolean isValidAlready(JWTClaimsSet claims) {
        Date start = claims.getNotBeforeTime();
        return start == null || !start.toInstant().isAfter(clock.instant());
    }

    /** A newly issued token. */
    record AccessToken(String text, Duration lifetime, String scope, Instant createdAt) {
        /** Omits the token, which is a secret. */
        @Override
        public String toString() {
            return "AccessToken[" + lifetime + ", " + scope + ", " + createdAt + "]";
        }
    }
}
