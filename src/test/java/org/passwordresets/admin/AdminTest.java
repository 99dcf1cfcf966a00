package org.passwordresets.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.passwordresets.support.Contracted.assertLike;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.application.Applications;
import org.passwordresets.generated.api.ApplicationsSpecification;
import org.passwordresets.generated.api.OrganizationsSpecification;
import org.passwordresets.resource.Identifier;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/** Commands of administrators, and what the running server makes of them. */
class AdminTest extends ServerTest implements OrganizationsSpecification, ApplicationsSpecification {
    /** As configured below. */
    private static final Duration REFRESH = Duration.ofSeconds(1);

    /** Servers look for a client id that they do not know, but not more often than this. */
    private static final Duration SOON = Duration.ofSeconds(3);

    /** What Commerce Layer's identity pages ask for. */
    private static final String IDENTITY_PAGE =
            "logo_url,name,primary_color,favicon_url,gtm_id,support_email,support_phone";

    private String slug;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("applications.refresh-interval", REFRESH.toSeconds() + "s");
        properties.put("auth.organizations.alpha.organization-id", "AAAAAAAAAA");
        properties.put("auth.organizations.alpha.name", "Alpha");
        return properties;
    }

    @BeforeEach
    void createAnOrganization() {
        slug = "shop-" + Identifier.random().toLowerCase(Locale.ROOT);
        done("organizations", "create", "--name", "Shop", "--slug", slug);
    }

    /** Else the tokens of the next story would be of another time. */
    @AfterEach
    void returnToThePresent() {
        clock.reset();
    }

    @Test
    void anApplicationWorksAsSoonAsItIsCreated() {
        JsonNode application = application("integration");
        assertThat(application.path("client_secret").asText()).hasSize(43);
        Client backEnd = signIn(application);
        assertThat(backEnd.create("customers", "{\"email\":\"%s\"}".formatted(email()))
                        .status())
                .isEqualTo(201);
        assertThat(token(application, null).status()).isEqualTo(401);
        assertThat(token(application, "wrong").status()).isEqualTo(401);
    }

    @Test
    void onlyDigestsOfSecretsAreStored() {
        JsonNode application = application("webapp", "--role", "support");
        String secret = application.path("client_secret").asText();
        String row =
                String.join(" ", database().rows("SELECT * FROM applications").toString());
        assertThat(row).contains(application.path("client_id").asText()).doesNotContain(secret);
        assertThat(application.path("role").asText()).isEqualTo("support");
        assertThat(done("applications", "list", "--json").output())
                .contains(application.path("client_id").asText())
                .contains(TestApplications.BACK_END.clientId())
                .doesNotContain(secret, "digest");
    }

    @Test
    void aSalesChannelHasNoSecret() {
        JsonNode application = application("sales_channel");
        assertThat(application.has("client_secret")).isFalse();
        await().atMost(SOON).until(() -> token(application, null).status() == 200);
        assertThat(refused("applications", "rotate-secret", clientId(application)))
                .isEqualTo("The application %s is public: it has no secret.".formatted(clientId(application)));
    }

    @Test
    void aNewSecretWorksAtOnceAndTheOldOneEnds() {
        JsonNode application = application("integration");
        String old = application.path("client_secret").asText();
        signIn(application);
        String secret = json("applications", "rotate-secret", clientId(application))
                .path("client_secret")
                .asText();
        await().atMost(REFRESH.multipliedBy(3))
                .until(() -> token(application, secret).status() == 200
                        && token(application, old).status() == 401);
    }

    @Test
    void aSecretCanEndLater() {
        JsonNode application = application("integration");
        String old = application.path("client_secret").asText();
        String secret = json("applications", "rotate-secret", clientId(application), "--overlap", "1h")
                .path("client_secret")
                .asText();
        await().atMost(REFRESH.multipliedBy(3))
                .until(() -> token(application, secret).status() == 200
                        && token(application, old).status() == 200);
        clock.forward(Duration.ofHours(2));
        await().atMost(REFRESH.multipliedBy(3))
                .until(() -> token(application, old).status() == 401);
        assertThat(token(application, secret).status()).isEqualTo(200);
    }

    @Test
    void aDisabledApplicationIsOutUntilItIsEnabled() {
        JsonNode application = application("integration");
        Client backEnd = signIn(application);
        done("applications", "disable", clientId(application));
        awaitStatus(401, backEnd, application);
        done("applications", "enable", clientId(application));
        Client enabled = signedInAgain(backEnd, application);
        done("organizations", "disable", slug);
        awaitStatus(401, enabled, application);
        done("organizations", "enable", slug);
        Client enabledAgain = signedInAgain(enabled, application);
        clock.forward(Duration.ofMinutes(1));
        done("applications", "delete", clientId(application));
        awaitStatus(401, enabledAgain, application);
    }

    /** Its earlier token has ended for good. */
    private Client signedInAgain(Client before, JsonNode application) {
        String secret = application.path("client_secret").asText();
        await().atMost(REFRESH.multipliedBy(3))
                .until(() -> token(application, secret).status() == 200);
        Client now = signIn(application);
        assertThat(now.get("/api/customers").status()).isEqualTo(200);
        assertThat(before.get("/api/customers").status()).isEqualTo(401);
        return now;
    }

    @Test
    void whoeverHasADeletedClientIdNextDoesNotGetItsTokens() {
        JsonNode application = application("integration");
        Client backEnd = signIn(application);
        clock.forward(Duration.ofMinutes(1));
        done("applications", "delete", clientId(application));
        JsonNode next = application("integration", "--client-id", clientId(application));
        Client nextBackEnd = signIn(next);
        assertThat(nextBackEnd.get("/api/customers").status()).isEqualTo(200);
        assertThat(backEnd.get("/api/customers").status()).isEqualTo(401);
    }

    /** Of customers, whatever happens to the application afterwards. */
    @Test
    void sessionsOfAnApplicationThatWasDeletedOrDisabledEndForGood() {
        Client backEnd = signIn(application("integration"));
        String email = email();
        backEnd.create("customers", "{\"email\":\"%s\",\"password\":\"correct horse battery\"}".formatted(email));
        JsonNode shop = application("sales_channel");
        signIn(shop);

        Response deleted = customer(shop, email);
        clock.forward(Duration.ofMinutes(1));
        done("applications", "delete", clientId(shop));
        JsonNode next = application("sales_channel", "--client-id", clientId(shop));
        assertEnded(deleted, next, 0, email);

        Response disabled = customer(next, email);
        done("applications", "disable", clientId(shop));
        done("applications", "enable", clientId(shop));
        assertEnded(disabled, next, 1, email);

        Response ofOrganization = customer(next, email);
        done("organizations", "disable", slug);
        done("organizations", "enable", slug);
        assertEnded(ofOrganization, next, 2, email);
        assertThat(revoke(shop, ofOrganization.at("/refresh_token").asText()).status())
                .as("signing out is no error")
                .isEqualTo(200);
    }

    /** As soon as the server knows of the change. The customer can sign in again, and stays signed in. */
    private void assertEnded(Response signedIn, JsonNode shop, int generation, String email) {
        await().atMost(REFRESH.multipliedBy(3)).until(() -> server.getApplicationContext()
                .getBean(Applications.class)
                .find(clientId(shop))
                .filter(known -> known.id().equals(shop.path("id").asText()) && known.accessGeneration() == generation)
                .isPresent());
        assertThat(refresh(shop, signedIn.at("/refresh_token").asText())
                        .at("/error")
                        .asText())
                .isEqualTo("invalid_grant");
        assertThat(tokenInfo(signedIn).status()).isEqualTo(401);
        Response again = customer(shop, email);
        assertThat(tokenInfo(again).status()).isEqualTo(200);
        assertThat(refresh(shop, again.at("/refresh_token").asText()).status()).isEqualTo(200);
    }

    private Response tokenInfo(Response signedIn) {
        return Client.plain(server.getURI())
                .header(
                        "Authorization",
                        "Bearer " + signedIn.at("/access_token").asText())
                .get("/oauth/tokeninfo");
    }

    private Response refresh(JsonNode shop, String token) {
        return post("token", shop, "\"grant_type\":\"refresh_token\",\"refresh_token\":\"%s\"".formatted(token));
    }

    private Response customer(JsonNode shop, String email) {
        return post(
                "token",
                shop,
                "\"grant_type\":\"password\",\"username\":\"%s\",\"password\":\"correct horse battery\""
                        .formatted(email));
    }

    private Response revoke(JsonNode shop, String token) {
        return post("revoke", shop, "\"token\":\"%s\"".formatted(token));
    }

    private Response post(String path, JsonNode application, String members) {
        return Client.plain(server.getURI())
                .header("Content-Type", "application/json")
                .send("POST", "/oauth/" + path, "{\"client_id\":\"%s\",%s}".formatted(clientId(application), members));
    }

    /** Its token, and its client secret. */
    private void awaitStatus(int status, Client backEnd, JsonNode application) {
        String secret = application.path("client_secret").asText();
        await().atMost(REFRESH.multipliedBy(3))
                .until(() -> backEnd.get("/api/customers").status() == status
                        && token(application, secret).status() == status);
    }

    @Test
    void anOrganizationIsDeletedOnlyWhenItIsEmpty() {
        JsonNode application = application("integration");
        assertThat(refused("organizations", "delete", slug))
                .isEqualTo("The organization %s has applications: delete them first.".formatted(slug));
        Client backEnd = signIn(application);
        String email = email();
        String id = backEnd.create(
                        "customers", "{\"email\":\"%s\",\"password\":\"correct horse battery\"}".formatted(email))
                .id();
        JsonNode shop = application("sales_channel");
        signIn(shop);
        assertThat(customer(shop, email).status())
                .as("its session is no record")
                .isEqualTo(200);
        done("applications", "delete", clientId(shop));
        done("applications", "delete", clientId(application));
        assertThat(refused("organizations", "delete", slug))
                .startsWith("The organization %s has records in customers".formatted(slug));
        database().change("DELETE FROM customers WHERE id = ?", id);
        database().change("DELETE FROM events WHERE resource_id = ?", id);
        assertThat(done("organizations", "delete", slug).output())
                .startsWith("Deleted organization " + slug + ", \"Shop\" (");
        assertThat(refused("organizations", "delete", slug)).isEqualTo("There is no organization " + slug + ".");
    }

    @Test
    void refusesWhatCannotBe() {
        String clientId = clientId(application("integration"));
        Stream.of(
                        "Another organization has this slug.|organizations create --name Shop --slug " + slug,
                        "The slug must be lower-case letters, digits and single hyphens, such as the-blue-brand, at most"
                                + " 63 characters.|organizations create --name Shop --slug A_B",
                        "The id must be 10 ASCII letters, such as xRRkjDFafe.|organizations create --name S --slug s --id 1",
                        "The color must be a color such as #C8984E.|organizations update " + slug
                                + " --primary-color red",
                        "The logo must be an address such as https://shop.example.com/logo.svg.|organizations update "
                                + slug + " --logo-url javascript:alert(1)",
                        "The Google Tag Manager must be an id such as GTM-5FJXX6.|organizations update " + slug
                                + " --gtm-id <script>",
                        "The support telephone must have 1 to 255 characters, without control characters.|organizations update "
                                + slug + " --support-phone " + "1".repeat(256),
                        "The config must be a JSON object.|organizations update " + slug + " --config []",
                        "There is no organization nowhere.|organizations rename nowhere Shop",
                        "The name must have 1 to 255 characters, without control characters.|organizations rename "
                                + slug + " Shop\u001b[2J",
                        "The name must have 1 to 255 characters, without control characters.|applications rename "
                                + clientId + " A\nB",
                        "The old secret can work for at most 365 more days.|applications rotate-secret " + clientId
                                + " --overlap P9999999D",
                        "The client id must be 1 to 64 ASCII letters, digits, dots, hyphens and underscores,"
                                + " without a hyphen at the beginning.|applications create --name A --kind integration --mode test"
                                + " --organization " + slug + " --client-id=-a",
                        "Another application has this client id.|applications create --name A --kind integration --mode"
                                + " test --organization " + slug + " --client-id " + clientId,
                        "The client id client-back_end is that of auth.applications.back-end in the"
                                + " configuration.|applications create --name A --kind integration --mode test"
                                + " --organization " + slug + " --client-id client-back_end",
                        "An integration keeps a secret: it cannot be public.|applications create --name A --kind"
                                + " integration --mode test --public --organization " + slug,
                        "A role is only for a webapp with a secret.|applications create --name A --kind sales_channel"
                                + " --mode test --role admin --organization " + slug,
                        "There is no organization nowhere.|applications create --name A --kind integration --mode test"
                                + " --organization nowhere",
                        "There is no application with the client id nobody.|applications delete nobody",
                        "The client id client-back_end is that of auth.applications.back-end in the"
                                + " configuration.|applications disable client-back_end")
                .map(row -> row.split("\\|"))
                .forEach(row -> assertThat(refused(row[1].split(" "))).isEqualTo(row[0]));
    }

    @Test
    @Override
    public void retrieveOrganization200() {
        slug = "the-" + slug;
        done(
                "organizations",
                "create",
                "--name=The Blue Brand",
                "--slug=" + slug,
                "--support-email=support@bluebrand.example",
                "--support-phone=+01 30800857",
                "--logo-url=https://bluebrand.example/img/logo.svg",
                "--favicon-url=https://bluebrand.example/img/favicon.ico",
                "--primary-color=#C8984E",
                "--gtm-id=GTM-5FJXX6",
                "--gtm-id-test=GTM-5FJXX7",
                "--config={\"mfe\":{\"default\":{\"links\":{\"identity\":\"https://bluebrand.example/login\"}}}}");
        JsonNode application = application("sales_channel");
        Client storefront = signIn(application);
        assertLike(
                storefront.get("/api/organization"),
                200,
                "retrieveOrganization",
                "organization",
                "xRRkjDFafe",
                application.path("organization_id").asText(),
                "the-blue-brand",
                slug);
        Response shown = storefront.get("/api/organization?fields%5Borganizations%5D=id," + IDENTITY_PAGE);
        assertThat(shown.at("/data/attributes").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(IDENTITY_PAGE.split(","));
        done("organizations", "update", slug, "--logo-url=", "--slug=other-" + slug);
        await().atMost(REFRESH.multipliedBy(3)).until(() -> storefront
                .get("/api/organization")
                .attribute("logo_url")
                .isNull());
        assertThat(storefront.get("/api/organization").attribute("slug").asText())
                .isEqualTo("other-" + slug);
    }

    @Test
    @Override
    public void retrieveApplication200() {
        JsonNode application = application("sales_channel");
        assertLike(
                signIn(application).get("/api/application"),
                200,
                "retrieveApplication",
                "application",
                "xRRkjDFafe",
                application.path("organization_id").asText(),
                "BgnguJFXmb",
                application.path("id").asText());
    }

    /** Of the configuration, where there may be nothing but an id and a slug. */
    @Test
    void aConfiguredOrganizationAndApplicationAreShownToo() {
        assertThat(backEnd().get("/api/organization").attribute("name").asText())
                .isEqualTo("Alpha");
        assertThat(client(TestApplications.OTHER_BACK_END)
                        .get("/api/organization")
                        .attribute("name")
                        .asText())
                .isEqualTo("bbbbbbbbbb");
        Response application = backEnd().get("/api/application");
        assertThat(application.id()).isEqualTo("back-end");
        assertThat(application.attribute("created_at").isNull()).isTrue();
    }

    @Test
    void recountsPurgesAndLists() {
        JsonNode application = application("integration");
        assertThat(signIn(application)
                        .create("customers", "{\"email\":\"%s\"}".formatted(email()))
                        .status())
                .isEqualTo(201);
        String id = application.path("organization_id").asText();
        database().change("DELETE FROM record_counts WHERE organization_id = ?", id);
        assertThat(json("recount").path("corrected").asInt()).isPositive();
        assertThat(json("purge").path("security-log").isInt()).isTrue();
        assertThat(done("applications", "list", "--organization", slug).output().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("CLIENT_ID +NAME +ORGANIZATION +KIND +ROLE +MODE +DISABLED_AT +SOURCE");
    }

    @Test
    void commandsAreInTheSecurityLog() {
        String clientId = clientId(application("integration"));
        done("applications", "rename", clientId, "Back end");
        await().until(() -> database()
                .rows("SELECT detail FROM security_log WHERE event = 'admin_command'")
                .toString()
                .contains("admin applications rename: Renamed application \"Back end\": client id " + clientId));
    }

    /** But not a name that nobody has, because it may be a secret in the wrong place. */
    @Test
    void refusedCommandsAreInTheSecurityLogWithTheApplicationTheyConcern() {
        String clientId = clientId(application("sales_channel"));
        refused("applications", "rotate-secret", clientId);
        refused("applications", "rotate-secret", "a-secret-in-the-wrong-place");
        refused("organizations", "update", slug, "--primary-color", "red");
        await().untilAsserted(() -> assertThat(database()
                        .rows("SELECT detail FROM security_log WHERE event = 'admin_command'")
                        .toString())
                .contains(
                        "admin applications rotate-secret: Not done for " + clientId,
                        "admin applications rotate-secret: Not done]",
                        "admin organizations update: Not done for " + slug)
                .doesNotContain("wrong-place"));
    }

    private JsonNode application(String kind, String... more) {
        return json(Stream.concat(
                        Stream.of(
                                "applications",
                                "create",
                                "--organization",
                                slug,
                                "--name",
                                "My app",
                                "--kind",
                                kind,
                                "--mode",
                                "test"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static String clientId(JsonNode application) {
        return application.path("client_id").asText();
    }

    private Client signIn(JsonNode application) {
        Response response = await().atMost(SOON)
                .until(
                        () -> token(
                                application, application.path("client_secret").asText()),
                        token -> token.status() == 200);
        return backEnd()
                .header(
                        "Authorization",
                        "Bearer " + response.json().path("access_token").asText());
    }

    private Response token(JsonNode application, String secret) {
        String body = secret == null
                ? "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\"}".formatted(clientId(application))
                : "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
                        .formatted(clientId(application), secret);
        return Client.plain(server.getURI())
                .header("Content-Type", "application/json")
                .send("POST", "/oauth/token", body);
    }

    private JsonNode json(String... command) {
        try {
            return new ObjectMapper()
                    .readTree(done(Stream.concat(Stream.of(command), Stream.of("--json"))
                                    .toArray(String[]::new))
                            .output());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private Admin.Result done(String... command) {
        Admin.Result result = new Admin(server::getApplicationContext).run(command);
        assertThat(result)
                .as(result.errors())
                .matches(one -> one.code() == 0 && one.errors().isEmpty());
        return result;
    }

    private String refused(String... command) {
        Admin.Result result = new Admin(server::getApplicationContext).run(command);
        assertThat(result)
                .as(result.output())
                .matches(one -> one.code() == 1 && one.output().isEmpty());
        assertThat(result.errors()).endsWith("\n");
        return result.errors().strip();
    }
}
