package org.passwordresets.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.MovableClock;
import org.passwordresets.support.Proof;
import org.passwordresets.support.Race;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** A customer signs in, stays signed in, and is out: on two servers with one database. */
@Tag(Proof.TAG)
class CustomerSessionsTest extends ServerTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int PARALLEL = 100;

    /**
     * Hashes that take several times as long as the rest of a request, so that a missing one shows in the time; in the long form,
     * those of the default parameters.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "passwords.memory", Proof.isLong() ? "19456" : "4096",
            "passwords.iterations", Proof.isLong() ? "2" : "3",
            "rate-limits.sign-in.account", "1000000",
            "rate-limits.sign-in.address", "1000000",
            "rate-limits.sign-in.account-and-address", "1000000");

    private StandingServer other;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.putAll(SETTINGS);
        return properties;
    }

    @BeforeAll
    void startOther() {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put("maintenance.check-interval", "100ms");
        other = StandingServer.start(settings);
    }

    @AfterAll
    void stopOther() {
        other.close();
    }

    @AfterEach
    void resetClocks() {
        clock.reset();
        other.bean(MovableClock.class).reset();
    }

    private record SignedIn(String id, String email, String accessToken, String refreshToken) {}

    @Test
    void aCustomerSignsInAndReadsTheirOwnRecord() {
        String email = email();
        String id = customer(email, PASSWORD).id();
        Response response = signIn(email.toUpperCase(), PASSWORD);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.at("/token_type").asText()).isEqualTo("Bearer");
        assertThat(response.at("/expires_in").asInt()).isEqualTo(4 * 3600);
        assertThat(response.at("/scope").asText()).isEqualTo("market:all");
        assertThat(response.at("/owner_id").asText()).isEqualTo(id);
        assertThat(response.at("/owner_type").asText()).isEqualTo("customer");
        assertThat(Base64.getUrlDecoder().decode(response.at("/refresh_token").asText()))
                .hasSize(32);
        String accessToken = response.at("/access_token").asText();
        assertThat(payload(accessToken)).contains("\"owner\":{").contains("\"id\":\"" + id + "\"");
        assertThat(read(here(), accessToken, id).status()).isEqualTo(200);
        assertThat(read(there(), accessToken, id).status()).isEqualTo(200);
        String stranger = customer(email(), PASSWORD).id();
        assertThat(read(here(), accessToken, stranger).status()).isEqualTo(404);
    }

    private static String payload(String accessToken) {
        return new String(Base64.getUrlDecoder().decode(accessToken.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    @Test
    void jsonAndScopesWorkToo() {
        SignedIn customer = signedIn();
        Response response = Client.plain(here())
                .header("Content-Type", "application/json")
                .send("POST", "/oauth/token", """
                        {"grant_type":"password","username":"%s","password":"%s","client_id":"%s","client_secret":"%s",
                         "scope":"market:id:abc stock_location:all"}
                        """.formatted(
                                customer.email(),
                                PASSWORD,
                                TestApplications.STOREFRONT.clientId(),
                                TestApplications.STOREFRONT.clientSecret()));
        assertThat(response.at("/scope").asText()).isEqualTo("market:id:abc stock_location:all");
        String refreshToken = response.at("/refresh_token").asText();
        assertThat(refusal(refresh(here(), refreshToken, "&scope=market%3Aall")))
                .isEqualTo("400 invalid_scope");
        assertThat(refresh(here(), refreshToken, "&scope=stock_location%3Aid%3Ax")
                        .at("/scope")
                        .asText())
                .as("narrower, and not used up by the refused request")
                .isEqualTo("stock_location:id:x");
    }

    /** Nobody finds out whether an address belongs to a customer. */
    @Test
    void allFailuresLookAlike() {
        String email = email();
        customer(email, PASSWORD);
        String guest = email();
        customer(guest, null);
        List<Response> refused = List.of(
                signIn(email, PASSWORD + "x"),
                signIn(email, PASSWORD.toUpperCase()),
                signIn(email(), PASSWORD),
                signIn(guest, PASSWORD),
                signIn("no address", PASSWORD),
                signIn("x".repeat(300) + "@example.com", PASSWORD),
                signIn("\u0000", "\u0000"));
        assertThat(refused).allSatisfy(response -> {
            assertThat(refusal(response)).isEqualTo("400 invalid_grant");
            assertThat(response.body()).isEqualTo(refused.get(0).body());
        });
    }

    /** A password is hashed for an address without a customer too. */
    @Test
    void allFailuresTakeTheSameTime() throws Exception {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        Proof proof = Proof.of("a wrong password for a known and for an unknown address", 60, 1000);
        proof.run(round -> {
            String email = email();
            if (round % 3 == 0) {
                customer(email, null);
            } else {
                customer(email, PASSWORD);
            }
            if (round % 2 == 0) {
                known.add(nanos(email));
                unknown.add(nanos(email()));
            } else {
                unknown.add(nanos(email()));
                known.add(nanos(email));
            }
        });
        long noise = Math.max(noise(known), noise(unknown));
        long difference = Math.abs(median(known) - median(unknown));
        System.out.printf(
                "proof: sign-in: medians %.3f ms (known) and %.3f ms (unknown), difference %.3f ms, noise %.3f ms%n",
                median(known) / 1e6, median(unknown) / 1e6, difference / 1e6, noise / 1e6);
        assertThat(difference).isLessThan(Math.max(4 * noise, median(known) / 4));
    }

    private long nanos(String email) {
        long start = System.nanoTime();
        Response response = signIn(email, "wrong password");
        long nanos = System.nanoTime() - start;
        assertThat(refusal(response)).isEqualTo("400 invalid_grant");
        return nanos;
    }

    /** The difference between two samples of the same kind. */
    private static long noise(List<Long> sample) {
        List<Long> even = new ArrayList<>();
        List<Long> odd = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            (i % 2 == 0 ? even : odd).add(sample.get(i));
        }
        return Math.abs(median(even) - median(odd));
    }

    private static long median(List<Long> sample) {
        return sample.stream().sorted().toList().get(sample.size() / 2);
    }

    @Test
    void aRefreshTokenIsStoredAsADigestAndUsedOnce() throws Exception {
        SignedIn customer = signedIn();
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(customer.refreshToken().getBytes(StandardCharsets.UTF_8));
        assertThat(database().value("SELECT customer_id FROM refresh_tokens WHERE digest = ?", digest))
                .isEqualTo(customer.id());
        Response renewed = refresh(there(), customer.refreshToken());
        assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
        assertThat(renewed.at("/owner_id").asText()).isEqualTo(customer.id());
        assertThat(renewed.at("/refresh_token").asText()).isNotEqualTo(customer.refreshToken());
        assertThat(read(here(), renewed.at("/access_token").asText(), customer.id())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ofParallelUsesOneWins() throws Exception {
        Proof proof = Proof.of(PARALLEL + " parallel uses of one refresh token on two servers", 1, 20);
        proof.run(round -> {
            SignedIn customer = signedIn();
            List<Response> responses =
                    Race.of(PARALLEL, i -> refresh(i % 2 == 0 ? here() : there(), customer.refreshToken()));
            proof.count(responses);
            List<Response> won = responses.stream()
                    .filter(response -> response.status() == 200)
                    .toList();
            proof.count("won", won.size());
            assertThat(won).hasSize(1);
            assertThat(responses.stream().filter(response -> response.status() != 200))
                    .allSatisfy(response -> assertThat(refusal(response)).isEqualTo("400 invalid_grant"));
            assertThat(refresh(here(), won.get(0).at("/refresh_token").asText()).status())
                    .as("the session goes on")
                    .isEqualTo(200);
        });
        assertThat(proof.counted("5xx")).isZero();
    }

    @Test
    void reuseEndsTheSessionUnlessItComesAtOnce() {
        SignedIn customer = signedIn();
        SignedIn elsewhere = again(customer);
        Response renewed = refresh(here(), customer.refreshToken());
        assertThat(refusal(refresh(there(), customer.refreshToken())))
                .as("another tab")
                .isEqualTo("400 invalid_grant");
        assertThat(read(there(), customer.accessToken(), customer.id()).status())
                .isEqualTo(200);
        String next = refresh(there(), renewed.at("/refresh_token").asText())
                .at("/refresh_token")
                .asText();
        forward(Duration.ofSeconds(11));
        assertThat(refusal(refresh(there(), customer.refreshToken())))
                .as("a thief")
                .isEqualTo("400 invalid_grant");
        assertThat(refusal(refresh(here(), next))).isEqualTo("400 invalid_grant");
        assertOutSoon(there(), here(), renewed.at("/access_token").asText(), customer.id());
        assertThat(refresh(here(), elsewhere.refreshToken()).status())
                .as("another session of the customer")
                .isEqualTo(200);
    }

    @Test
    void aRefreshTokenExpires() {
        SignedIn customer = signedIn();
        forward(Duration.ofDays(14));
        assertThat(refusal(refresh(here(), customer.refreshToken()))).isEqualTo("400 invalid_grant");
        assertThat(refusal(refresh(there(), customer.refreshToken()))).isEqualTo("400 invalid_grant");
    }

    @Test
    void aSessionEndsAMonthAfterTheSignInHoweverOftenItIsRenewed() {
        SignedIn customer = signedIn();
        String refreshToken = customer.refreshToken();
        for (int day = 10; day < 30; day += 10) {
            forward(Duration.ofDays(10));
            Response renewed = refresh(day == 10 ? here() : there(), refreshToken);
            assertThat(renewed.at("/expires_in").asInt()).isEqualTo(4 * 3600);
            refreshToken = renewed.at("/refresh_token").asText();
        }
        forward(Duration.ofDays(10).minusHours(1));
        Response last = refresh(here(), refreshToken);
        assertThat(last.at("/expires_in").asInt())
                .as("no token outlives the session")
                .isBetween(3500, 3600);
        assertThat(database()
                        .value(
                                "SELECT COUNT(DISTINCT session_ends_at) FROM refresh_tokens WHERE customer_id = ?",
                                customer.id()))
                .isEqualTo("1");

        forward(Duration.ofHours(1));
        assertThat(refusal(refresh(here(), last.at("/refresh_token").asText()))).isEqualTo("400 invalid_grant");
        assertThat(read(there(), last.at("/access_token").asText(), customer.id())
                        .errors())
                .containsExactly("401 INVALID_TOKEN Authorization");
        assertThat(signIn(customer.email(), PASSWORD).status()).isEqualTo(200);
    }

    /** It stored neither the end of the session nor the id of the application. */
    @Test
    void aSessionThatAnEarlierReleaseBeganGoesOnForAMonth() {
        SignedIn customer = signedIn();
        database()
                .change(
                        "UPDATE refresh_tokens SET session_ends_at = NULL, application_id = NULL WHERE customer_id = ?",
                        customer.id());
        String next =
                refresh(here(), customer.refreshToken()).at("/refresh_token").asText();
        forward(Duration.ofDays(10));
        next = refresh(there(), next).at("/refresh_token").asText();
        forward(Duration.ofDays(10));
        next = refresh(here(), next).at("/refresh_token").asText();
        forward(Duration.ofDays(10));
        assertThat(refusal(refresh(here(), next))).isEqualTo("400 invalid_grant");
    }

    /** A used refresh token is kept until it expires, to notice its reuse. */
    @Test
    void whatHasExpiredIsDeleted() {
        SignedIn customer = signedIn();
        revoke(here(), signedIn().accessToken());
        String refreshTokens = "SELECT COUNT(*) FROM refresh_tokens WHERE customer_id = ?";
        String revoked = "SELECT COUNT(*) FROM revoked_access WHERE expires_at < ?";
        refresh(here(), customer.refreshToken());
        database().change("DELETE FROM maintenance_leases WHERE task = 'expired-access'");
        await().until(() ->
                database().value("SELECT changed_rows FROM maintenance_leases WHERE task = 'expired-access'") != null);
        assertThat(database().value(refreshTokens, customer.id())).isEqualTo("2");
        LocalDateTime expired = LocalDateTime.now(ZoneOffset.UTC).minusHours(1);
        database().change("UPDATE refresh_tokens SET expires_at = ? WHERE customer_id = ?", expired, customer.id());
        database().change("UPDATE revoked_access SET expires_at = ?", expired);
        database().change("DELETE FROM maintenance_leases WHERE task = 'expired-access'");
        await().until(() -> database().value(refreshTokens, customer.id()).equals("0")
                && database().value(revoked, LocalDateTime.now(ZoneOffset.UTC)).equals("0"));
    }

    @Test
    void aPasswordDoesNotExpire() {
        SignedIn customer = signedIn();
        forward(Duration.ofDays(1000));
        assertThat(signIn(customer.email(), PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenIsGoodForItsApplicationOnly() {
        SignedIn customer = signedIn();
        assertThat(refusal(post(
                        here(),
                        "/oauth/token",
                        "grant_type=refresh_token&refresh_token=" + customer.refreshToken()
                                + credentials(TestApplications.BACK_END))))
                .isEqualTo("400 unauthorized_client");
        assertThat(refusal(post(
                        here(),
                        "/oauth/token",
                        "grant_type=password&username=" + customer.email() + "&password=" + encode(PASSWORD)
                                + credentials(TestApplications.BACK_END))))
                .isEqualTo("400 unauthorized_client");
        assertThat(refresh(here(), customer.refreshToken()).status()).isEqualTo(200);
    }

    /** The server that makes the change knows at once, the other one within a second. */
    @TestFactory
    Stream<DynamicTest> endsAllAccess() {
        Map<String, Consumer<SignedIn>> changes = Map.of(
                "a completed reset",
                        customer -> {
                            Response reset = reset(customer.email());
                            complete(storefront(), reset.id(), token(reset), "another password");
                        },
                "a password changed by PATCH",
                        customer -> backEnd().update("customers", customer.id(), "{\"password\":\"another password\"}"),
                "a new email address",
                        customer ->
                                backEnd().update("customers", customer.id(), "{\"email\":\"%s\"}".formatted(email())),
                "the deletion of the customer", customer -> backEnd().delete("/api/customers/" + customer.id()));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    SignedIn customer = signedIn();
                    SignedIn elsewhere = again(customer);
                    assertThat(read(here(), customer.accessToken(), customer.id())
                                    .status())
                            .isEqualTo(200);
                    assertThat(read(there(), customer.accessToken(), customer.id())
                                    .status())
                            .isEqualTo(200);
                    change.getValue().accept(customer);
                    assertOutSoon(here(), there(), customer.accessToken(), customer.id());
                    assertThat(read(here(), elsewhere.accessToken(), customer.id())
                                    .errors())
                            .containsExactly("401 INVALID_TOKEN Authorization");
                    assertThat(refusal(refresh(here(), customer.refreshToken())))
                            .isEqualTo("400 invalid_grant");
                    assertThat(refusal(refresh(there(), elsewhere.refreshToken())))
                            .isEqualTo("400 invalid_grant");
                }));
    }

    @Test
    void otherChangesEndNoAccess() {
        SignedIn customer = signedIn();
        backEnd().update("customers", customer.id(), "{\"reference\":\"x\"}");
        backEnd()
                .update(
                        "customers",
                        customer.id(),
                        "{\"email\":\"%s\"}".formatted(customer.email().toUpperCase()));
        reset(customer.email());
        assertThat(read(here(), customer.accessToken(), customer.id()).status()).isEqualTo(200);
        assertThat(refresh(there(), customer.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void aRevokedTokenSignsTheCustomerOut() {
        for (boolean byRefreshToken : new boolean[] {true, false}) {
            SignedIn customer = signedIn();
            SignedIn elsewhere = again(customer);
            Response revoked = revoke(here(), byRefreshToken ? customer.refreshToken() : customer.accessToken());
            assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
            assertThat(revoked.body()).isEqualTo("{}");
            assertOutSoon(here(), there(), customer.accessToken(), customer.id());
            assertThat(refusal(refresh(there(), customer.refreshToken()))).isEqualTo("400 invalid_grant");
            assertThat(read(here(), elsewhere.accessToken(), customer.id()).status())
                    .isEqualTo(200);
            assertThat(revoke(there(), customer.accessToken()).status())
                    .as("again")
                    .isEqualTo(200);
        }
    }

    @Test
    void anApplicationRevokesItsOwnTokensOnly() {
        String accessToken = post(
                        here(),
                        "/oauth/token",
                        "grant_type=client_credentials" + credentials(TestApplications.BACK_END))
                .at("/access_token")
                .asText();
        String revocation = "token=" + accessToken;
        assertThat(refusal(post(here(), "/oauth/revoke", revocation + credentials(TestApplications.STOREFRONT))))
                .isEqualTo("400 unauthorized_client");
        assertThat(refusal(post(here(), "/oauth/revoke", revocation + "&client_id=nobody")))
                .isEqualTo("401 invalid_client");
        assertThat(list(here(), accessToken).status()).isEqualTo(200);
        assertThat(post(here(), "/oauth/revoke", revocation + credentials(TestApplications.BACK_END))
                        .status())
                .isEqualTo(200);
        assertThat(list(here(), accessToken).errors()).containsExactly("401 INVALID_TOKEN Authorization");
        assertThat(info(here(), accessToken).status()).isEqualTo(401);
        await().atMost(SOON).until(() -> list(there(), accessToken).status() == 401);
        assertThat(revoke(here(), "unknown").status()).isEqualTo(200);
        assertThat(refusal(post(here(), "/oauth/revoke", credentials(TestApplications.STOREFRONT))))
                .isEqualTo("400 invalid_request");
    }

    @Test
    void revocationIgnoresTheScopesThatTheCliSendsAsAList() {
        SignedIn customer = signedIn();
        Response response = Client.plain(here())
                .header("Content-Type", "application/json")
                .send(
                        "POST",
                        "/oauth/revoke",
                        "{\"client_id\":\"%s\",\"token\":\"%s\",\"scope\":[\"market:all\"]}"
                                .formatted(TestApplications.STOREFRONT.clientId(), customer.accessToken()));
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(read(here(), customer.accessToken(), customer.id()).status()).isEqualTo(401);
    }

    @Test
    void describesATokenToItsBearer() {
        SignedIn customer = signedIn();
        Response info = info(here(), customer.accessToken());
        assertThat(info.status()).as(info.body()).isEqualTo(200);
        assertThat(info.at("/token/test").asBoolean()).isTrue();
        assertThat(info.at("/token/lifespan").asInt()).isEqualTo(4 * 3600);
        assertThat(info.at("/token/market_ids").isEmpty()).isTrue();
        assertThat(info.at("/application/client_id").asText()).isEqualTo(TestApplications.STOREFRONT.clientId());
        assertThat(info.at("/application/kind").asText()).isEqualTo("sales_channel");
        assertThat(info.at("/application/public").asBoolean()).isTrue();
        assertThat(info.at("/application/confidential").asBoolean()).isFalse();
        assertThat(info.at("/owner/id").asText()).isEqualTo(customer.id());
        assertThat(info.at("/role/kind").asText()).isEqualTo("customer");
        assertThat(info.at("/permissions/customers/actions").toString()).contains("read");
        backEnd().delete("/api/customers/" + customer.id());
        for (String token : List.of(customer.accessToken(), "x", "")) {
            Response refused = info(here(), token);
            assertThat(refusal(refused)).isEqualTo("401 invalid_token");
            assertThat(refused.at("/errors/0/code").asText()).isEqualTo("INVALID_TOKEN");
            assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer ");
        }
    }

    @Test
    void tellsAnIntegrationItsRights() {
        Response info = info(here(), backEnd().header("Authorization").substring("Bearer ".length()));
        assertThat(info.at("/permissions/customers/actions").toString())
                .isEqualTo("[\"create\",\"read\",\"update\",\"destroy\"]");
        assertThat(info.at("/owner").isNull()).isTrue();
    }

    @Test
    void describesItself() {
        Response metadata = Client.plain(here()).get("/.well-known/oauth-authorization-server");
        assertThat(metadata.header("Content-Type")).startsWith("application/json");
        assertThat(metadata.at("/issuer").asText()).isEqualTo(here().toString());
        assertThat(metadata.at("/token_endpoint").asText()).isEqualTo(here() + "/oauth/token");
        assertThat(metadata.at("/grant_types_supported").toString())
                .isEqualTo("[\"client_credentials\",\"password\",\"refresh_token\"]");
        for (String address : List.of("/revocation_endpoint", "/jwks_uri")) {
            assertThat(Client.plain(here())
                            .send("OPTIONS", metadata.at(address).asText(), null)
                            .status())
                    .isLessThan(500);
        }
    }

    private URI here() {
        return server.getURI();
    }

    private URI there() {
        return other.address();
    }

    private void forward(Duration by) {
        clock.forward(by);
        other.bean(MovableClock.class).forward(by);
    }

    private SignedIn signedIn() {
        String email = email();
        customer(email, PASSWORD);
        return signedIn(email);
    }

    private SignedIn again(SignedIn customer) {
        return signedIn(customer.email());
    }

    private SignedIn signedIn(String email) {
        Response response = signIn(email, PASSWORD);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return new SignedIn(
                response.at("/owner_id").asText(),
                email,
                response.at("/access_token").asText(),
                response.at("/refresh_token").asText());
    }

    private Response signIn(String email, String password) {
        return post(
                here(),
                "/oauth/token",
                "grant_type=password&username=" + encode(email) + "&password=" + encode(password)
                        + credentials(TestApplications.STOREFRONT));
    }

    private Response refresh(URI node, String refreshToken) {
        return refresh(node, refreshToken, "");
    }

    private Response refresh(URI node, String refreshToken, String more) {
        return post(
                node,
                "/oauth/token",
                "grant_type=refresh_token&refresh_token=" + refreshToken + more
                        + credentials(TestApplications.STOREFRONT));
    }

    private Response revoke(URI node, String token) {
        return post(node, "/oauth/revoke", "token=" + token + credentials(TestApplications.STOREFRONT));
    }

    private static Response post(URI node, String path, String form) {
        return Client.plain(node)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", path, form);
    }

    private static String credentials(TestApplications application) {
        return "&client_id=" + application.clientId() + "&client_secret=" + encode(application.clientSecret());
    }

    private static Response read(URI node, String accessToken, String id) {
        return bearer(node, accessToken).get("/api/customers/" + id);
    }

    private static Response list(URI node, String accessToken) {
        return bearer(node, accessToken).get("/api/customers");
    }

    private static Response info(URI node, String accessToken) {
        return bearer(node, accessToken).get("/oauth/tokeninfo");
    }

    private static Client bearer(URI node, String accessToken) {
        return Client.plain(node).header("Authorization", "Bearer " + accessToken);
    }

    private static String refusal(Response response) {
        return response.status() + " " + response.at("/error").asText();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void assertOutSoon(URI atOnce, URI soon, String accessToken, String id) {
        assertThat(read(atOnce, accessToken, id).errors()).containsExactly("401 INVALID_TOKEN Authorization");
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> read(soon, accessToken, id).status() == 401);
    }
}
