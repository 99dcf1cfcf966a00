package org.passwordresets.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.StandingServer;
import org.passwordresets.support.TestApplications;

/** What a password can be: the same when a customer is created, changed or resets it, and when they sign in. */
class PasswordRulesTest extends ServerTest {
    private static final String COMPOSED = "\u00C5ngstr\u00F6m caf\u00E9";
    private static final String DECOMPOSED = "A\u030Angstro\u0308m cafe\u0301";
    /** 128 characters of four bytes each. */
    private static final String KEYS = "\uD83D\uDD11".repeat(128);

    private static String json(String password) {
        return password.replace("\\", "\\\\").replace("\0", "\\u0000").replace("\t", "\\t");
    }

    private Response create(String email, String password) {
        return backEnd().create("customers", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, json(password)));
    }

    private Response update(String id, String password) {
        return backEnd().update("customers", id, "{\"password\":\"%s\"}".formatted(json(password)));
    }

    private Response complete(Response reset, String password) {
        return complete(storefront(), reset.id(), token(reset), json(password));
    }

    private int signIn(Client client, String email, String password) {
        return client.send("POST", "/oauth/token", """
                        {"grant_type":"password","username":"%s","password":"%s","client_id":"%s","client_secret":"%s"}
                        """.formatted(
                                email,
                                json(password),
                                TestApplications.STOREFRONT.clientId(),
                                TestApplications.STOREFRONT.clientSecret()))
                .status();
    }

    private int signIn(String email, String password) {
        return signIn(Client.plain(server.getURI()).header("Content-Type", "application/json"), email, password);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a\0bcdefgh|invalid",
                "        |blank",
                "\u3000\u00A0\u2003\t     |blank",
                "password1|too_common",
                "QWERTYuiop|too_common",
                // Fourteen characters, seven in NFC.
                "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301|too_short"
            })
    void refusesAPasswordWhereverOneIsSet(String password, String error) {
        assertThat(create(email(), password).errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/password " + error);
        String email = email();
        Response customer = customer(email, "staple of my diet");
        assertThat(update(customer.id(), password).errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/password " + error);
        Response reset = reset(email);
        assertThat(complete(reset, password).errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/customer_password " + error);
        assertThat(complete(reset, "correct horse battery").status())
                .as("the token is still valid")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  staple of my diet  ", "\u200Bzero width\u200B", "tab\tand \\ and \uD83D\uDD11"})
    void keepsEveryOtherCharacter(String password) {
        String email = email();
        Response customer = create(email, password);
        assertThat(signIn(email, password)).isEqualTo(200);
        assertThat(signIn(email, password + " ")).isEqualTo(400);
        assertThat(signIn(email, password.strip())).isEqualTo(password.equals(password.strip()) ? 200 : 400);
        assertThat(update(customer.id(), password).status()).isEqualTo(200);
        assertThat(complete(reset(email), password).status()).isEqualTo(200);
        assertThat(signIn(email, password)).isEqualTo(200);
    }

    @Test
    void countsCharactersNotBytes() {
        String email = email();
        Response customer = customer(email, KEYS);
        assertThat(signIn(email, KEYS)).isEqualTo(200);
        assertThat(update(customer.id(), KEYS + "x").errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/password too_long");
    }

    @Test
    void itDoesNotMatterHowAKeyboardComposesLetters() {
        String email = email();
        Response customer = customer(email, DECOMPOSED);
        assertThat(signIn(email, COMPOSED)).isEqualTo(200);
        assertThat(signIn(email, DECOMPOSED)).isEqualTo(200);
        update(customer.id(), COMPOSED + "2");
        assertThat(signIn(email, DECOMPOSED + "2")).isEqualTo(200);
        complete(reset(email), DECOMPOSED + "3");
        assertThat(signIn(email, COMPOSED + "3")).isEqualTo(200);
    }

    @Test
    void hashesAgainAtSignInWhenTheParametersHaveRisen() {
        String email = email();
        String id = customer(email, "staple of my diet").id();
        assertThat(state(id)).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        try (StandingServer raised = StandingServer.start(Map.of("passwords.memory", 128, "passwords.iterations", 2))) {
            Client client = Client.plain(raised.address()).header("Content-Type", "application/json");
            String before = state(id);
            assertThat(signIn(client, email, "a wrong password")).isEqualTo(400);
            assertThat(state(id)).isEqualTo(before);
            assertThat(signIn(client, email, "staple of my diet")).isEqualTo(200);
            String after = state(id);
            assertThat(after).startsWith("$argon2id$v=19$m=128,t=2,p=1$");
            assertThat(rest(after)).as("no other change").isEqualTo(rest(before));
            assertThat(signIn(client, email, "staple of my diet")).isEqualTo(200);
            assertThat(state(id)).isEqualTo(after);
        }
        assertThat(signIn(email, "staple of my diet"))
                .as("on a server with lower parameters")
                .isEqualTo(200);
        assertThat(state(id)).startsWith("$argon2id$v=19$m=128,t=2,p=1$");
    }

    private String state(String id) {
        return database()
                .value(
                        "SELECT CONCAT(password_hash, ' ', access_generation, ' ', updated_at) FROM customers WHERE id = ?",
                        id);
    }

    private static String rest(String state) {
        return state.substring(state.indexOf(' '));
    }
}
