package org.passwordresets.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.passwordresets.contract.generated.Mode;

/**
 * Gives and verifies access tokens: JWTs signed by RS512, with the claims that Commerce Layer's clients read.
 *
 * <p>A verified token is remembered until it expires, because verifying an RSA signature costs more than the rest of a
 * request.
 */
@Singleton
final class AccessTokens {
    private static final int REMEMBERED = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AuthConfiguration configuration;
    private final SigningKey signingKey;
    private final Clock clock;
    private final RSASSASigner signer;
    private final JWSVerifier verifier;
    private final Cache<String, Caller> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    AccessTokens(AuthConfiguration configuration, SigningKey signingKey, Clock clock) throws JOSEException {
        this.configuration = configuration;
        this.signingKey = signingKey;
        this.clock = clock;
        this.signer = new RSASSASigner(signingKey.key());
        this.verifier = new RSASSAVerifier(signingKey.key().toRSAPublicKey());
    }

    /** A new token for an application. */
    AccessToken issue(RegisteredApplication application) {
        Instant now = clock.instant();
        Duration lifetime = configuration.lifetime(application.kind());
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS512)
                .keyID(signingKey.key().getKeyID())
                .build();
        SignedJWT token;
        do {
            token = new SignedJWT(header, claims(application, now, lifetime));
            // Old versions of the SDK decode the payload with atob, which knows neither '-' nor '_'.
        } while (!readableByAtob(token));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key cannot sign", e);
        }
        return new AccessToken(token.serialize(), lifetime, scope(application), now);
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
                                "id", application.name(),
                                "kind", application.kind().text(),
                                "public", application.isPublic(),
                                "client_id", application.clientId()))
                .claim("scope", scope(application))
                .claim("test", application.mode() == Mode.TEST)
                .claim("rand", random())
                .issuer(configuration.issuer())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
    }

    private static String scope(RegisteredApplication application) {
        return "market:all";
    }

    private static String random() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean readableByAtob(SignedJWT token) {
        String payload = token.getPayload().toBase64URL().toString();
        return payload.indexOf('-') < 0 && payload.indexOf('_') < 0;
    }

    /** Who the token speaks for; empty where it is not one of ours, was tampered with, or has expired. */
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
                    && token.verify(verifier)
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

    /** A token as it was just given. */
    record AccessToken(String text, Duration lifetime, String scope, Instant createdAt) {
        /** Without the token. */
        @Override
        public String toString() {
            return "AccessToken[" + lifetime + ", " + scope + ", " + createdAt + "]";
        }
    }
}
