package org.passwordresets.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.LogCapture;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.Settings;

/** Rows of other keys, of earlier releases and damaged ones: how clients see them, and what administrators do about them. */
class ProtectedTokensTest extends ServerTest {
    private static final String UNKNOWN_KEY = "0123456789abcdef";
    private static final String REMOVED_KEY = "fedcba9876543210";

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
    void administratorsSeeWhichKeysAreNeeded() {
        String email = email();
        customer(email, null);
        Response named = reset(email);
        Response unnamed = reset(email);
        Response lost = reset(email);
        database().change("UPDATE customer_password_resets SET token_key_id = NULL WHERE id = ?", unnamed.id());
        database().change("UPDATE customer_password_resets SET token_key_id = ? WHERE id = ?", UNKNOWN_KEY, lost.id());

        JsonNode before = json("keys", "list", "--json");
        String key = key(named);
        assertThat(find(before, "id", key).path("use").asText()).isEqualTo("in_use");
        assertThat(find(before, "id", key).path("setting").asText()).isEqualTo("password-resets.token-key");
        assertThat(find(before, "use", "unnamed").path("tokens").asInt()).isPositive();
        assertThat(find(before, "id", UNKNOWN_KEY).path("use").asText()).isEqualTo("missing");
        assertThat(find(before, "kind", "signing").path("setting").asText()).isEqualTo("auth.signing-key");
        assertThat(admin().run("keys", "list").output()).contains("KIND", "signing  ", "tokens   " + key);

        JsonNode done = json("keys", "reencrypt", "--json");
        assertThat(done.path("reencrypted").asInt()).isPositive();
        assertThat(done.path("unreadable").asInt()).isPositive();
        assertThat(done.path("locked").asInt()).isZero();
        assertThat(key(unnamed)).isEqualTo(key);
        assertThat(token(read(unnamed))).isEqualTo(token(unnamed));
        assertThat(key(lost)).isEqualTo(UNKNOWN_KEY);
    }

    /** Otherwise a long transaction would hold up the command, which holds other locks meanwhile. */
    @Test
    void reencryptingDoesNotWaitForALockedRow() throws Exception {
        String email = email();
        customer(email, null);
        Response locked = reset(email);
        Response free = reset(email);
        String key = key(free);
        database()
                .change(
                        "UPDATE customer_password_resets SET token_key_id = NULL WHERE customer_id ="
                                + " (SELECT id FROM customers WHERE email = ?)",
                        email);
        CompletableFuture<JsonNode> command;
        try (Connection other = database().dataSource().getConnection()) {
            other.setAutoCommit(false);
            try (PreparedStatement lock =
                    other.prepareStatement("SELECT id FROM customer_password_resets WHERE id = ? FOR UPDATE")) {
                lock.setString(1, locked.id());
                lock.executeQuery();
            }
            command = CompletableFuture.supplyAsync(() -> json("keys", "reencrypt", "--json"));
            Awaitility.await().untilAsserted(() -> assertThat(key(free)).isEqualTo(key));
            assertThat(key(locked)).isNull();
            other.rollback();
        }
        assertThat(command.get(1, TimeUnit.MINUTES).path("locked").asInt()).isZero();
        assertThat(key(locked)).isEqualTo(key);
        assertThat(token(read(locked))).isEqualTo(token(locked));
    }

    @Test
    void newKeysAreSettings() {
        List<String> lines = admin().run("keys", "make", "--from", "2999-01-31T00:00:00Z")
                .output()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        Map<String, Object> settings = lines.stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        assertThat(settings)
                .containsKeys("KEYS_SIGNING_29990131_KEY", "KEYS_TOKENS_29990131_KEY")
                .containsEntry("KEYS_TOKENS_29990131_FROM", "2999-01-31T00:00:00Z");
        assertThat(Settings.refusal(settings)).isEmpty();
        assertThat(json("keys", "make", "--json").path("signing").path("key").asText())
                .isNotEqualTo(settings.get("KEYS_SIGNING_29990131_KEY"));
    }

    private Admin admin() {
        return new Admin(server::getApplicationContext);
    }

    private JsonNode json(String... command) {
        Admin.Result result = admin().run(command);
        assertThat(result.code()).as(result.errors()).isZero();
        try {
            return new ObjectMapper().readTree(result.output());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode find(JsonNode rows, String member, String value) {
        for (JsonNode row : rows) {
            if (row.path(member).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("No " + member + " " + value + " in " + rows);
    }

    private String key(Response reset) {
        return database().value("SELECT token_key_id FROM customer_password_resets WHERE id = ?", reset.id());
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
                            REMOVED_KEY,
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
                    .allMatch(line -> line.contains("the key " + REMOVED_KEY + " is not configured"));
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
        assertThat(database().value("SELECT wrong_tokens FROM customer_password_resets WHERE id = ?", lost.id()))
                .as("so that the key can be added again")
                .isEqualTo("0");
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
