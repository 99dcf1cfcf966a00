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
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.AuthConfiguration;
import org.passwordresets.auth.Caller;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.key.SigningKey;
import org.passwordresets.key.SigningKeys;

/**
 * Issues and verifies access tokens: JWTs signed with RS512, with the claims that Commerce Layer's clients read.
 *
 * <p>A verified token is cached until it expires, because verifying an RSA signature costs more than the rest of a request.
 */
@Singleton
final class AccessTokens {
    private static final int REMEMBERED = 10_000;
    private static final char DEL = 0x7f;
    /** The same for every token, because there are no markets here. */
    private static final String SCOPE = "market:all";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final AuthConfiguration configuration;
    private final SigningKeys signingKeys;
    private final Clock clock;
    private final Cache<String, Caller> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    AccessTokens(AuthConfiguration configuration, SigningKeys signingKeys, Clock clock) {
        this.configuration = configuration;
        this.signingKeys = signingKeys;
        this.clock = clock;
    }

    /** Issues a new token to an application. */
    AccessToken issue(RegisteredApplication application) {
        Instant now = clock.instant();
        Duration lifetime = configuration.lifetime(application.kind());
        SigningKey key = signingKeys.newest();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS512)
                .type(JOSEObjectType.JWT)
                .keyID(key.id())
                .build();
        JWSObject token = new JWSObject(header, payload(claims(application, now, lifetime)));
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key cannot sign", e);
        }
        return new AccessToken(token.serialize(), lifetime, SCOPE, now);
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

    private JWTClaimsSet claims(RegisteredApplication application, Instant now, Duration lifetime) {
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
                .claim(
                        "application",
                        Map.of(
                                "id", application.id(),
                                "kind", application.kind().text(),
                                "public", application.isPublic(),
                                "confidential", !application.isPublic(),
                                "client_id", application.clientId()))
                .claim("scope", SCOPE)
                .claim("test", application.mode() == Mode.TEST)
                .claim("rand", RANDOM.nextDouble())
                .issuer(configuration.issuer())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
    }

    /** The caller that the token belongs to; empty if this server did not sign it, or if it is altered or expired. */
    Optional<Caller> verify(String token) {
        Caller known = verified.getIfPresent(token);
        Optional<Caller> caller = known != null ? Optional.of(known) : read(token);
        Optional<Caller> current = caller.filter(found -> clock.instant().isBefore(found.expiresAt()));
        if (current.isEmpty()) {
            verified.invalidate(token);
        } else if (known == null) {
            verified.put(token, current.get());
        }
        return current;
    }

    private Optional<Caller> read(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            boolean genuine = JWSAlgorithm.RS512.equals(token.getHeader().getAlgorithm())
                    && isSigned(token)
                    && configuration.issuer().equals(token.getJWTClaimsSet().getIssuer());
            return genuine ? Optional.of(caller(token.getJWTClaimsSet())) : Optional.empty();
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

    private static Caller caller(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> application = claims.getJSONObjectClaim("application");
        ApplicationKind kind = ApplicationKind.of((String) application.get("kind"));
        return new Caller(
                (String) claims.getJSONObjectClaim("organization").get("id"),
                claims.getBooleanClaim("test") ? Mode.TEST : Mode.LIVE,
                kind,
                (String) application.get("client_id"),
                kind == ApplicationKind.SALES_CHANNEL || Boolean.TRUE.equals(application.get("public")),
                claims.getExpirationTime().toInstant());
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
