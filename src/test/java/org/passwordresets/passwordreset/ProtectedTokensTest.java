package org.passwordresets.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.LogCapture;
import org.passwordresets.support.ServerTest;

/** What rows of other keys, of earlier releases and damaged ones look like. */
class ProtectedTokensTest extends ServerTest {
    private static final String UNKNOWN_KEY = "0123456789abcdef";

    @Test
    void aTokenOfAnEarlierReleaseIsShownFoundAndAccepted() {
        String email = email();
        customer(email, null);
        Response reset = reset(email);
        String token = token(reset);
        database().change("UPDATE customer_password_resets SET token_key_id = NULL WHERE id = ?", reset.id());

        assertThat(token(read(reset))).isEqualTo(token);
        assertThat(idsWhere("reset_password_token_eq", token)).containsExactly(reset.id());
        assertThat(idsWhere("reset_password_token_null", "true", reset)).isEmpty();
        assertThat(complete(backEnd(), reset.id(), token, "new password").status())
                .isEqualTo(200);
    }

    @Test
    void aTokenOfAMissingKeyIsNotShownAndLoggedOnce() {
        String email = email();
        customer(email, null);
        Response lost = reset(email);
        Response alsoLost = reset(email);
        Response readable = reset(email);
        for (Response reset : List.of(lost, alsoLost)) {
            database()
                    .change(
                            "UPDATE customer_password_resets SET token_key_id = ? WHERE id = ?",
                            UNKNOWN_KEY,
                            reset.id());
        }
        List<Response> lists = new ArrayList<>();
        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < 3; i++) {
                lists.add(backEnd()
                        .get("/api/customer_password_resets?filter[q][customer_email_eq]=" + email + "&sort=id"));
            }
            assertThat(log.errors())
                    .hasSize(1)
                    .allMatch(line -> line.contains("the key " + UNKNOWN_KEY + " is not configured"));
            assertThat(log.text()).doesNotContain(token(lost));
        }
        assertThat(lists).allSatisfy(list -> {
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.at("/data")).hasSize(3).allSatisfy(row -> assertThat(
                            row.at("/attributes/reset_password_token").isNull())
                    .isEqualTo(!row.path("id").asText().equals(readable.id())));
        });
        assertThat(idsWhere("reset_password_token_eq", token(lost))).isEmpty();
        assertThat(idsWhere("reset_password_token_not_eq", "x", lost)).isEmpty();
        assertThat(idsWhere("reset_password_token_present", "true", lost)).isEmpty();
        assertThat(idsWhere("reset_password_token_null", "true", lost)).containsExactly(lost.id());
        assertThat(idsWhere("reset_password_token_null", "true", readable)).isEmpty();
        assertThat(complete(backEnd(), lost.id(), token(lost), "new password").errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/_reset_password_token invalid");
        assertThat(backEnd()
                        .update("customer_password_resets", lost.id(), "{\"reference\":\"kept\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDamagedTokenIsNotShownAndLoggedOnce() {
        String email = email();
        customer(email, null);
        Response reset = reset(email);
        database()
                .change(
                        "UPDATE customer_password_resets SET token_ciphertext = REVERSE(token_ciphertext) WHERE id = ?",
                        reset.id());
        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < 3; i++) {
                assertThat(read(reset).attribute("reset_password_token").isNull())
                        .isTrue();
            }
            assertThat(log.errors()).hasSize(1).allMatch(line -> line.contains(reset.id()));
        }
    }

    private Response read(Response reset) {
        Response read = backEnd().get("/api/customer_password_resets/" + reset.id());
        assertThat(read.status()).isEqualTo(200);
        return read;
    }

    private List<String> idsWhere(String filter, String value, Response among) {
        return ids("filter[q][" + filter + "]=" + value + "&filter[id]=" + among.id());
    }

    private List<String> idsWhere(String filter, String value) {
        return ids("filter[q][" + filter + "]=" + value);
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        backEnd()
                .get("/api/customer_password_resets?" + query)
                .at("/data")
                .forEach(row -> ids.add(row.path("id").asText()));
        return ids;
    }
}
