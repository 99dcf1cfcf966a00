package org.passwordresets.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.OutsideIssuer;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** A server that trusts an outside issuer of access tokens, and issues none itself. */
class OutsideIssuerTest {
    private static final Duration TIMEOUT = Duration.ofMillis(1500);
    /** The server's own work, and what this machine does besides. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static RSAKey first;
    private static OutsideIssuer issuer;
    private static StandingServer server;

    @BeforeAll
    static void start() throws Exception {
        first = rsaKey();
        issuer = OutsideIssuer.start(first.toPublicJWK());
        server = trusting(issuer);
    }

    @BeforeEach
    void repair() {
        issuer.fail(null);
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    private static StandingServer trusting(OutsideIssuer issuer) {
        return StandingServer.start(Map.of(
                "auth.signing-key", "",
                "auth.outside-issuer.jwks-url", issuer.address(),
                "auth.outside-issuer.issuer", "https://id.example.com/",
                "auth.outside-issuer.audience", "resets",
                "auth.outside-issuer.timeout", TIMEOUT.toMillis() + "ms",
                "auth.outside-issuer.interval", "100ms"));
    }

    @Test
    void itsTokensAreCallers() throws Exception {
        assertThat(get(signed(first, good())).status()).isEqualTo(200);
        Response refused = get(signed(first, good().claim("application", application("sales_channel"))));
        assertThat(refused.errors()).containsExactly("401 UNAUTHORIZED");
    }

    @Test
    void everyAsymmetricAlgorithmIsAccepted() throws Exception {
        ECKey curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        issuer.publish(first.toPublicJWK(), curve.toPublicJWK());
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            String token = signed(algorithm, first.getKeyID(), new RSASSASigner(first), good().build());
            assertThat(get(token).status()).as(algorithm.getName()).isEqualTo(200);
        }
        String token = signed(JWSAlgorithm.ES256, "curve", new ECDSASigner(curve), good().build());
        Awaitility.await().untilAsserted(() -> assertThat(get(token).status()).isEqualTo(200));
    }

    @Test
    void othersAreInvalid() throws Exception {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("another issuer", signed(first, good().issuer("https://id.example.org/")));
        tokens.put("no issuer", signed(first, good().issuer(null)));
        tokens.put("another audience", signed(first, good().audience("shop")));
        tokens.put("no audience", signed(first, good().audience((String) null)));
        tokens.put("expired", signed(first, good().expirationTime(in(Duration.ofSeconds(-1)))));
        tokens.put("without an end", signed(first, good().expirationTime(null)));
        tokens.put("not yet valid", signed(first, good().notBeforeTime(in(Duration.ofMinutes(5)))));
        tokens.put("without an organization", signed(first, good().claim("organization", null)));
        tokens.put("an unknown kind", signed(first, good().claim("application", application("king"))));
        tokens.put("another key of the same name", signed(rsaKey(first.getKeyID()), good()));
        tokens.put("an unknown key", signed(rsaKey(), good()));
        tokens.put("without a signature", new PlainJWT(good().build()).serialize());
        MACSigner mac = new MACSigner(first.toPublicJWK().toJSONString());
        tokens.put("HS512 with the public key", signed(JWSAlgorithm.HS512, first.getKeyID(), mac, good().build()));
        SignedJWT other = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .keyID(first.getKeyID())
                        .build(),
                good().build());
        other.sign(new RSASSASigner(first));
        tokens.put("of another type", other.serialize());
        tokens.put("garbage", "garbage");
        tokens.forEach((name, token) ->
                assertThat(get(token).errors()).as(name).containsExactly("401 INVALID_TOKEN Authorization"));
    }

    @Test
    void aNewKeyIsFetched() throws Exception {
        RSAKey second = rsaKey();
        assertThat(get(signed(first, good())).status()).isEqualTo(200);
        issuer.publish(first.toPublicJWK(), second.toPublicJWK());
        String token = signed(second, good());
        Awaitility.await().untilAsserted(() -> assertThat(get(token).status()).isEqualTo(200));
    }

    @Test
    void theBuiltInEndpointIsOff() {
        Client anybody = Client.plain(server.address());
        assertThat(anybody.header("Content-Type", "application/json")
                        .send("POST", "/oauth/token", TestApplications.BACK_END.clientCredentials())
                        .status())
                .isEqualTo(404);
        for (String path :
                List.of("/.well-known/jwks.json", "/.well-known/oauth-authorization-server", "/oauth/tokeninfo")) {
            assertThat(anybody.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void anOutageStopsNoVerifiedTokenAndHoldsUpNoRequest() throws Exception {
        String verified = signed(first, good());
        assertThat(get(verified).status()).isEqualTo(200);
        for (OutsideIssuer.Fault fault : OutsideIssuer.Fault.values()) {
            issuer.fail(fault);
            String unknown = signed(rsaKey(), good());
            // The shortest time between two fetches may not be over: until then the key counts as unknown.
            Awaitility.await().pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                Instant start = Instant.now();
                Response response = get(unknown);
                assertThat(Duration.between(start, Instant.now()))
                        .as("%s", fault)
                        .isLessThan(TIMEOUT.plus(SLACK));
                assertThat(response.errors()).as("%s", fault).containsExactly("503 SERVICE_UNAVAILABLE");
                assertThat(response.header("Retry-After")).isNotNull();
            });
            assertThat(get(verified).status()).as("%s", fault).isEqualTo(200);
            assertThat(get(signed(first, good())).status())
                    .as("%s, a new token", fault)
                    .isEqualTo(200);
        }
    }

    @Test
    void anIssuerThatIsDownAtTheStartIsFoundLater() throws Exception {
        RSAKey key = rsaKey();
        try (OutsideIssuer late = OutsideIssuer.start(key.toPublicJWK())) {
            late.fail(OutsideIssuer.Fault.ERROR);
            try (StandingServer other = trusting(late)) {
                String token = signed(key, good());
                assertThat(get(other, token).errors()).containsExactly("503 SERVICE_UNAVAILABLE");
                late.fail(null);
                Awaitility.await()
                        .untilAsserted(
                                () -> assertThat(get(other, token).status()).isEqualTo(200));
            }
        }
    }

    private static RSAKey rsaKey() throws Exception {
        return rsaKey(UUID.randomUUID().toString());
    }

    private static RSAKey rsaKey(String id) throws Exception {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .claim("organization", Map.of("id", "AAAAAAAAAA"))
                .claim("application", application("integration"))
                .claim("test", true)
                .issuer("https://id.example.com/")
                .audience(List.of("resets", "shop"))
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(in(Duration.ofHours(1)));
    }

    private static Map<String, String> application(String kind) {
        return Map.of("kind", kind, "client_id", "client");
    }

    private static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }

    private static String signed(RSAKey key, JWTClaimsSet.Builder claims) throws Exception {
        return signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), claims.build());
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws Exception {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static Response get(String token) {
        return get(server, token);
    }

    private static Response get(StandingServer server, String token) {
        return Client.plain(server.address())
                .header("Accept", "application/vnd.api+json")
                .header("Authorization", "Bearer " + token)
                .get("/api/customers");
    }
}
