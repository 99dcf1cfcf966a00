package org.passwordresets.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.passwordresets.key.SigningKeys;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.RawConnection;
import org.passwordresets.support.ServerTest;
import org.slf4j.LoggerFactory;

/** Whatever somebody makes up instead of an access token: 401, and not a piece of it in the log. */
class ForgedTokenTest extends ServerTest {
    private static final String ADDRESS = "/api/customers";

    @Inject
    SigningKeys signingKeys;

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.passwordresets");

    /** The forger knows how a good one is made; else the table would prove nothing. */
    @Test
    void aTokenOfTheServersOwnKeyIsGood() throws Exception {
        assertThat(get(signed(good())).status()).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> aForgedTokenIsInvalid() throws Exception {
        return forged().entrySet().stream()
                .map(forgery -> DynamicTest.dynamicTest(forgery.getKey(), () -> assertRefused(forgery.getValue())));
    }

    @Test
    void aTokenOfAMegabyteIsRefusedAndTheConnectionIsClosed() {
        for (String path : new String[] {ADDRESS, "/oauth/tokeninfo"}) {
            try (RawConnection connection = RawConnection.to(server.getURI())) {
                connection.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + "x".repeat(1 << 20)
                        + "\r\n\r\n");
                assertThat(connection.response().status()).isIn(400, 431);
                assertThat(connection.isEnded()).isTrue();
            }
        }
    }

    private Map<String, String> forged() throws Exception {
        Map<String, String> tokens = new LinkedHashMap<>();
        JWTClaimsSet claims = good().build();
        tokens.put("without a signature: alg none", new PlainJWT(claims).serialize());
        tokens.put(
                "alg none, with the signature of a good one",
                Base64URL.encode("{\"alg\":\"none\"}") + signed(good()).replaceFirst("^[^.]*", ""));
        byte[] publicKey = signingKeys.newest().key().toRSAPublicKey().getEncoded();
        tokens.put("HS256 with the public key's bytes", signed(JWSAlgorithm.HS256, new MACSigner(publicKey), claims));
        byte[] publicJwk =
                signingKeys.published(Duration.ofHours(4)).get(0).toJSONString().getBytes(StandardCharsets.UTF_8);
        tokens.put("HS512 with the published key's text", signed(JWSAlgorithm.HS512, new MACSigner(publicJwk), claims));
        RSAKey other = new RSAKeyGenerator(2048).generate();
        tokens.put("signed by another key", signed(JWSAlgorithm.RS512, new RSASSASigner(other), claims));
        tokens.put("another key, brought along in the header", bringing(other, claims));
        tokens.put(
                "the right key by another algorithm",
                signed(JWSAlgorithm.RS256, new RSASSASigner(signingKeys.newest().key()), claims));
        String[] parts = signed(good()).split("\\.");
        String raised = new String(Base64URL.from(parts[1]).decode(), StandardCharsets.UTF_8)
                .replace("AAAAAAAAAA", "BBBBBBBBBB");
        tokens.put("another organization in the payload", parts[0] + "." + Base64URL.encode(raised) + "." + parts[2]);
        tokens.put("another header", Base64URL.encode("{\"alg\":\"RS512\"}") + "." + parts[1] + "." + parts[2]);
        tokens.put("an empty signature", parts[0] + "." + parts[1] + ".");
        tokens.put("no signature", parts[0] + "." + parts[1]);
        tokens.put("a part more", String.join(".", parts) + ".x");
        tokens.put("expired", signed(good().expirationTime(new Date(System.currentTimeMillis() - 1000))));
        tokens.put("expired this second", signed(good().expirationTime(new Date())));
        tokens.put("not yet valid", signed(good().notBeforeTime(new Date(System.currentTimeMillis() + 60_000))));
        tokens.put("another key id", signed("another", claims));
        tokens.put("no key id", signed(null, claims));
        String whole = signed(good());
        tokens.put("truncated in the signature", whole.substring(0, whole.length() - 10));
        tokens.put("truncated in the payload", whole.substring(0, whole.indexOf('.') + 20));
        tokens.put("another issuer", signed(good().issuer("somebody-else")));
        for (String claim : new String[] {"iss", "exp", "organization", "application", "test"}) {
            tokens.put("without the claim " + claim, signed(good().claim(claim, null)));
        }
        tokens.put("a number for the organization", signed(good().claim("organization", 7)));
        tokens.put(
                "an unknown kind of application",
                signed(good().claim("application", Map.of("kind", "king", "client_id", "x"))));
        tokens.put("garbage", "garbageGarbageGarbage");
        tokens.put("garbage of three parts", "garbage.garbage.garbage");
        tokens.put("very long", "x".repeat(5000));
        return tokens;
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .claim("organization", Map.of("id", "AAAAAAAAAA", "slug", "aaaaaaaaaa"))
                .claim("application", Map.of("id", "back-end", "kind", "integration", "client_id", "client-back_end"))
                .claim("scope", "market:all")
                .claim("test", true)
                .issuer("password-resets")
                .issueTime(new Date())
                .expirationTime(new Date(System.currentTimeMillis() + 3_600_000));
    }

    private String signed(JWTClaimsSet.Builder claims) throws Exception {
        return signed(JWSAlgorithm.RS512, new RSASSASigner(signingKeys.newest().key()), claims.build());
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) throws Exception {
        return signed(algorithm, signingKeys.newest().key().getKeyID(), signer, claims);
    }

    private String signed(String keyId, JWTClaimsSet claims) throws Exception {
        return signed(
                JWSAlgorithm.RS512, keyId, new RSASSASigner(signingKeys.newest().key()), claims);
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
            throws Exception {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(keyId)
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String bringing(RSAKey key, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS512).jwk(key.toPublicJWK()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private Response get(String token) {
        return bearer(token).get(ADDRESS);
    }

    private Client bearer(String token) {
        return Client.plain(server.getURI())
                .header("Accept", "application/vnd.api+json")
                .header("Authorization", "Bearer " + token);
    }

    private void assertRefused(String token) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
        try {
            Response response = get(token);
            assertThat(response.errors()).containsExactly("401 INVALID_TOKEN Authorization");
            assertThat(bearer(token).get("/oauth/tokeninfo").status()).isEqualTo(401);
            String logged = log.list.stream().map(this::text).collect(Collectors.joining());
            assertThat(logged).as("The log has been read").contains("INVALID_TOKEN");
            for (String part : token.split("\\.")) {
                if (part.length() > 6) {
                    assertThat(logged).doesNotContain(part);
                    assertThat(response.body()).doesNotContain(part);
                }
            }
        } finally {
            root.detachAppender(log);
            ours.setLevel(null);
        }
    }

    private String text(ILoggingEvent event) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(root.getLoggerContext());
        layout.setPattern("%logger %msg %mdc%n%ex{full}");
        layout.start();
        return layout.doLayout(event);
    }
}
