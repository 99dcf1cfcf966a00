package org.passwordresets.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.contract.Contract;
import org.passwordresets.customer.Passwords;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;

/** From the forgotten password to the new one, and all the ways on which it does not get there. */
class PasswordResetStoryTest extends ServerTest {
    private static final String TYPE = "customer_password_resets";
    private static final String OLD = "the old password";
    private static final String NEW = "correct horse battery staple";
    private static final String WRONG_TOKEN = "aWrongTokenOf20Chars";
    private static final String TOKEN_INVALID = "422 VALIDATION_ERROR /data/attributes/_reset_password_token invalid";
    private static final String TOKEN_EXPIRED = "422 VALIDATION_ERROR /data/attributes/_reset_password_token expired";

    @Inject
    Passwords passwords;

    private String email;
    private String customerId;

    @BeforeEach
    void createACustomer() {
        email = email();
        customerId = customer(email, OLD).id();
    }

    @AfterEach
    void returnToThePresent() {
        clock.reset();
    }

    @Test
    void aForgottenPasswordIsReset() {
        Response reset = reset(email);
        Response another = reset(email);
        String token = token(reset);
        assertThat(token).matches("[A-Za-z0-9_-]{20}");

        assertThat(complete(backEnd(), reset.id(), WRONG_TOKEN, NEW).errors()).containsExactly(TOKEN_INVALID);
        assertHasPassword(OLD);

        Response completed = complete(backEnd(), reset.id(), token, NEW);
        assertThat(completed.status()).as(completed.body()).isEqualTo(200);
        assertThat(completed.attribute("reset_password_token").isNull()).isTrue();
        assertThat(completed.attribute("reset_password_at").asText())
                .isGreaterThanOrEqualTo(completed.attribute("created_at").asText());
        assertHasPassword(NEW);
        assertHasNotPassword(OLD);

        assertThat(complete(backEnd(), reset.id(), token, "yet another password")
                        .errors())
                .as("A token is good for one use")
                .containsExactly(TOKEN_INVALID);
        assertHasPassword(NEW);

        assertDead(another);
        assertThat(backEnd().get(self(another)).attribute("reset_password_at").isNull())
                .as("The other reset died without being completed")
                .isTrue();
        assertThat(events(reset.id()))
                .containsExactly("customer_password_resets.create", "customer_password_resets.reset_password");
        assertThat(events(another.id())).containsExactly("customer_password_resets.create");
        assertThat(events(customerId)).as("Of the first password only").hasSize(1);
    }

    @Test
    void aGuestGetsAFirstPassword() {
        String guestEmail = email();
        Response guest = customer(guestEmail, null);
        assertThat(events(guest.id())).isEmpty();
        Response reset = reset(guestEmail);
        assertThat(complete(backEnd(), reset.id(), token(reset), NEW).status()).isEqualTo(200);
        Response registered = backEnd().get(self(guest));
        assertThat(registered.attribute("has_password").asBoolean()).isTrue();
        assertThat(registered.attribute("updated_at").asText())
                .isGreaterThanOrEqualTo(guest.attribute("updated_at").asText());
        assertThat(events(guest.id())).containsExactly("customers.create_password");
    }

    @Test
    void aTokenExpiresAfterSixHours() {
        Response reset = reset(email);
        clock.forward(Duration.ofHours(6).minusSeconds(30));
        assertThat(token(backEndNow().get(self(reset)))).isEqualTo(token(reset));

        clock.forward(Duration.ofSeconds(31));
        assertThat(complete(backEndNow(), reset.id(), token(reset), NEW).errors())
                .containsExactly(TOKEN_EXPIRED);
        assertThat(complete(backEndNow(), reset.id(), WRONG_TOKEN, NEW).errors())
                .containsExactly(TOKEN_INVALID);
        assertThat(backEndNow()
                        .get(self(reset))
                        .attribute("reset_password_token")
                        .isNull())
                .as("An expired token is not shown")
                .isTrue();
        assertHasPassword(OLD);
    }

    @Test
    void anExpiredResetThatWasKilledTooIsJustInvalid() {
        Response reset = reset(email);
        backEnd().update("customers", customerId, "{\"password\":\"%s\"}".formatted(NEW));
        clock.forward(Duration.ofHours(7));
        assertThat(complete(backEndNow(), reset.id(), token(reset), OLD).errors())
                .containsExactly(TOKEN_INVALID);
    }

    @Test
    void aRefusedTokenIsInTheSecurityLog() {
        Response reset = reset(email);
        complete(storefront(), reset.id(), WRONG_TOKEN, NEW);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(database()
                        .rows(
                                "SELECT event, client_id, customer_id FROM security_log WHERE detail = ?",
                                "reset " + reset.id() + ": wrong"))
                .containsExactly(List.of("reset_token_refused", "client-storefront", customerId)));
    }

    @Test
    void tenWrongTokensKillAReset() {
        Response reset = reset(email);
        for (int attempt = 1; attempt <= 9; attempt++) {
            assertThat(complete(backEnd(), reset.id(), WRONG_TOKEN, NEW).errors())
                    .containsExactly(TOKEN_INVALID);
            assertThat(token(backEnd().get(self(reset))))
                    .as("After %d", attempt)
                    .isEqualTo(token(reset));
        }
        assertThat(complete(backEnd(), reset.id(), WRONG_TOKEN, NEW).errors()).containsExactly(TOKEN_INVALID);
        assertDead(reset);
        assertHasPassword(OLD);
    }

    @Test
    void nineWrongTokensDoNotKillAReset() {
        Response reset = reset(email);
        for (int attempt = 1; attempt <= 9; attempt++) {
            complete(backEnd(), reset.id(), WRONG_TOKEN, NEW);
        }
        assertThat(complete(backEnd(), reset.id(), token(reset), NEW).status()).isEqualTo(200);
    }

    @Test
    void wrongTokensOfOneResetDoNotCountForAnother() {
        Response reset = reset(email);
        Response another = reset(email);
        for (int attempt = 1; attempt <= 10; attempt++) {
            complete(backEnd(), reset.id(), WRONG_TOKEN, NEW);
        }
        assertThat(complete(backEnd(), another.id(), token(another), NEW).status())
                .isEqualTo(200);
    }

    @Test
    void aNewPasswordEndsWhatIsOpen() {
        Response reset = reset(email);
        assertThat(backEnd()
                        .update("customers", customerId, "{\"password\":\"%s\"}".formatted(NEW))
                        .status())
                .isEqualTo(200);
        assertDead(reset);
        assertHasPassword(NEW);
    }

    @Test
    void aNewEmailEndsWhatIsOpen() {
        Response reset = reset(email);
        String moved = email();
        assertThat(backEnd()
                        .update("customers", customerId, "{\"email\":\"%s\"}".formatted(moved))
                        .status())
                .isEqualTo(200);
        assertDead(reset);
        assertThat(backEnd().get(self(reset)).attribute("customer_email").asText())
                .as("A reset tells the e-mail that it was made for")
                .isEqualTo(email);
        assertThat(reset(moved).attribute("customer_email").asText()).isEqualTo(moved);
        assertThat(backEnd()
                        .create(TYPE, "{\"customer_email\":\"%s\"}".formatted(email))
                        .errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/customer_email not_found");
    }

    @Test
    void otherChangesOfACustomerLeaveItsResetsOpen() {
        Response reset = reset(email);
        backEnd().update("customers", customerId, "{\"reference\":\"R\",\"metadata\":{\"a\":1}}");
        backEnd().update("customers", customerId, "{\"email\":\"%s\"}".formatted(email.toUpperCase()));
        assertThat(complete(backEnd(), reset.id(), token(reset), NEW).status()).isEqualTo(200);
    }

    @Test
    void aDeletedCustomerTakesItsResetsAlongAndLeavesItsEvents() {
        Response reset = reset(email);
        assertThat(backEnd().delete("/api/customers/" + customerId).status()).isEqualTo(204);
        assertThat(backEnd().get(self(reset)).status()).isEqualTo(404);
        assertThat(complete(backEnd(), reset.id(), token(reset), NEW).status()).isEqualTo(404);
        assertThat(events(reset.id()))
                .containsExactly("customer_password_resets.create", "customer_password_resets.destroy");
        String created =
                database().value("SELECT id FROM events WHERE resource_id = ? AND name LIKE '%.create'", reset.id());
        assertThat(backEnd().get("/api/events/" + created).status()).isEqualTo(200);
    }

    @Test
    void aStorefrontMayOnlyCompleteAReset() {
        Response reset = reset(email);
        String token = token(reset);
        assertThat(storefront().update(TYPE, reset.id(), "{}").errors())
                .containsExactlyInAnyOrder(
                        "422 VALIDATION_ERROR /data/attributes/customer_password blank",
                        "422 VALIDATION_ERROR /data/attributes/_reset_password_token blank");
        assertThat(complete(storefront(), reset.id(), WRONG_TOKEN, NEW).errors())
                .containsExactly(TOKEN_INVALID);
        assertThat(backEnd().get(self(reset)).attribute("reference").isNull()).isTrue();

        Response completed = complete(storefront(), reset.id(), token, NEW);
        assertThat(completed.status()).as(completed.body()).isEqualTo(200);
        assertThat(completed.body()).doesNotContain(token);
        assertThat(completed.attribute("reset_password_token").isNull()).isTrue();
        assertHasPassword(NEW);
    }

    /** Whatever comes beside the password and the token is refused before the token is looked at: nothing happens to it. */
    @Test
    void aStorefrontMayWriteNothingButPasswordAndToken() {
        Response reset = reset(email);
        String before = rowOf(reset);
        List<String> others = Contract.packaged()
                .find("PATCH", "/api/customer_password_resets/" + reset.id())
                .orElseThrow()
                .document()
                .attributes()
                .stream()
                .filter(name -> !name.equals("customer_password") && !name.equals("_reset_password_token"))
                .toList();
        assertThat(others).contains("reference", "reference_origin", "metadata");
        for (String token : List.of(token(reset), WRONG_TOKEN)) {
            for (String other : others) {
                for (String value : List.of("null", "\"R\"", "{\"a\":1}", "{}")) {
                    assertThat(storefront()
                                    .update(TYPE, reset.id(), completing(token, ",\"%s\":%s".formatted(other, value)))
                                    .errors())
                            .as("%s: %s", other, value)
                            .containsExactly("400 PARAM_NOT_ALLOWED /data/attributes/" + other);
                }
            }
        }
        assertThat(storefront()
                        .update(TYPE, "NoSuchIdXx", completing(WRONG_TOKEN, ",\"reference\":\"R\""))
                        .errors())
                .as("Of a reset that is not there, too")
                .containsExactly("400 PARAM_NOT_ALLOWED /data/attributes/reference");
        assertThat(rowOf(reset))
                .as("More than ten wrong tokens were sent, and none counts")
                .isEqualTo(before);

        assertThat(complete(storefront(), reset.id(), token(reset), NEW).status())
                .isEqualTo(200);
        assertHasPassword(NEW);
    }

    @Test
    void aStorefrontMayWriteNoRelationship() {
        Response reset = reset(email);
        String before = rowOf(reset);
        for (String relationship : List.of("customer", "events", "webhooks")) {
            Response refused = storefront()
                    .send(
                            "PATCH",
                            self(reset),
                            "{\"data\":{\"type\":\"%s\",\"id\":\"%s\",\"attributes\":%s,\"relationships\":{\"%s\":{\"data\":null}}}}"
                                    .formatted(TYPE, reset.id(), completing(token(reset), ""), relationship));
            assertThat(refused.status()).as(refused.body()).isIn(400, 403);
            assertThat(refused.at("/errors/0/source/pointer").asText())
                    .isEqualTo("/data/relationships/" + relationship);
        }
        assertThat(rowOf(reset)).isEqualTo(before);
        assertHasPassword(OLD);
    }

    private static String completing(String token, String more) {
        return "{\"customer_password\":\"%s\",\"_reset_password_token\":\"%s\"%s}".formatted(NEW, token, more);
    }

    private String rowOf(Response reset) {
        return database()
                .rows("SELECT * FROM customer_password_resets WHERE id = '" + reset.id() + "'")
                .toString();
    }

    @Test
    void aStorefrontCannotIncludeWhatItMayNotRead() {
        Response reset = reset(email);
        String document =
                "{\"data\":{\"type\":\"%s\",\"id\":\"%s\",\"attributes\":{\"customer_password\":\"%s\",\"_reset_password_token\":\"%s\"}}}"
                        .formatted(TYPE, reset.id(), NEW, token(reset));
        for (String include : List.of("customer", "events")) {
            Response refused = storefront()
                    .send("PATCH", "/api/customer_password_resets/" + reset.id() + "?include=" + include, document);
            assertThat(refused.errors()).containsExactly("401 UNAUTHORIZED");
        }
        assertHasPassword(OLD);
    }

    @Test
    void everyLinkOfANewResetResolves() {
        Response reset = reset(email);
        List<String> links = reset.json().findValues("links").stream()
                .flatMap(all -> all.properties().stream())
                .map(link -> link.getValue().asText())
                .toList();
        assertThat(links)
                .hasSize(6)
                .allMatch(link -> link.startsWith(server.getURI().toString()));
        for (String link : links) {
            Response found = backEnd().get(link);
            assertThat(found.status()).as(link).isEqualTo(200);
            JsonNode data = found.at("/data");
            assertThat(data.isEmpty()).as(link).isFalse();
        }
        assertThat(backEnd()
                        .get(reset.at("/data/relationships/customer/links/related")
                                .asText())
                        .id())
                .isEqualTo(customerId);
    }

    private void assertDead(Response reset) {
        assertThat(complete(backEnd(), reset.id(), token(reset), "yet another password")
                        .errors())
                .containsExactly(TOKEN_INVALID);
        assertThat(backEnd().get(self(reset)).attribute("reset_password_token").isNull())
                .isTrue();
        assertThat(database()
                        .rows(
                                "SELECT token_mac, token_ciphertext FROM customer_password_resets WHERE id = ?",
                                reset.id())
                        .get(0))
                .containsOnlyNulls();
    }

    private void assertHasPassword(String password) {
        assertThat(passwords.matches(password, hash())).as(password).isTrue();
    }

    private void assertHasNotPassword(String password) {
        assertThat(passwords.matches(password, hash())).as(password).isFalse();
    }

    private String hash() {
        String hash = database().value("SELECT password_hash FROM customers WHERE id = ?", customerId);
        assertThat(hash).startsWith("$argon2id$v=19$");
        return hash;
    }

    private List<String> events(String resourceId) {
        return database()
                .rows("SELECT name FROM events WHERE resource_id = ? ORDER BY created_at, name", resourceId)
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static String self(Response response) {
        return response.at("/data/links/self").asText();
    }
}
