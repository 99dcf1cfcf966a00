package org.passwordresets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;
import org.slf4j.LoggerFactory;

/** After a whole story, no secret stands in any table or in the log, however much is logged. */
class SecretsTest extends ServerTest {
    private static final String TYPE = "customer_password_resets";
    private static final String CANARY = "the canary sings in table and log";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.passwordresets");
    private final Logger sql = (Logger) LoggerFactory.getLogger("io.micronaut.data");
    private final List<String> secrets = new ArrayList<>();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
        sql.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        ours.setLevel(null);
        sql.setLevel(null);
        clock.reset();
    }

    @Test
    void noSecretIsKeptOrLogged() {
        tellTheStory();
        assertThat(secrets).hasSizeGreaterThan(8).allMatch(secret -> secret.length() >= 7);

        String tables = tables();
        String logged = logged();
        assertThat(tables).as("The tables have been read").contains(CANARY, "$argon2id$");
        assertThat(logged).as("The log has been read").contains(CANARY, "trace_id=");
        for (String secret : secrets) {
            assertThat(tables.contains(secret)).as("A secret in the tables").isFalse();
            assertThat(logged.contains(secret)).as("A secret in the log").isFalse();
        }
    }

    private void tellTheStory() {
        LoggerFactory.getLogger("org.passwordresets.test").trace(CANARY);
        String email = email();
        String customerId =
                customer(email, secret("the customer's first password")).id();
        backEnd().update("customers", customerId, "{\"reference\":\"%s\"}".formatted(CANARY));
        Response reset = reset(email);
        String token = secret(token(reset));
        secret(token(reset(email)));
        Response dead = reset(email);
        secret(token(dead));

        complete(backEnd(), reset.id(), secret("aWrongTokenOf20Chars"), secret("a password for a wrong token"));
        complete(backEnd(), reset.id(), token, secret("2 short"));
        complete(backEnd(), token, token, "anything at all");
        backEnd().get("/api/customer_password_resets/" + token);
        backEnd().get("/api/" + token);
        backEnd().get("/api/customer_password_resets?filter%5Bq%5D%5Breset_password_token_eq%5D=" + token);
        backEnd().get("/api/customer_password_resets?" + token + "=1");
        backEnd().get("/api/customer_password_resets?sort=" + token);
        backEnd().create(TYPE, "{\"customer_email\":\"%s\"}".formatted(token));
        backEnd().create(TYPE, "{\"%s\":1}".formatted(token));
        backEnd().send("POST", "/api/" + TYPE, "{\"data\": " + token);
        assertThat(complete(storefront(), reset.id(), token, secret("the customer's second password"))
                        .status())
                .isEqualTo(200);
        complete(backEnd(), reset.id(), token, "the third password");
        backEnd()
                .update("customers", customerId, "{\"password\":\"%s\"}".formatted(secret("another password of hers")));
        backEnd().create("customers", "{\"email\":\"%s\",\"password\":\"another password of hers\"}".formatted(email));

        String response = Client.plain(server.getURI())
                .header("Content-Type", "application/json")
                .send(
                        "POST",
                        "/oauth/token",
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
                                .formatted(
                                        TestApplications.BACK_END.clientId(),
                                        secret(TestApplications.BACK_END.clientSecret())))
                .at("/access_token")
                .asText();
        backEnd().header("Authorization", "Bearer " + secret(response)).get("/api/customers/" + customerId);
        backEnd().header("Authorization", "Bearer " + response + "x").get("/api/customers/" + customerId);
    }

    private String secret(String text) {
        secrets.add(text);
        return text;
    }

    /** Every column of every table, binary ones byte by byte. */
    private String tables() {
        StringBuilder text = new StringBuilder();
        List<List<String>> columns = database()
                .rows("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()");
        assertThat(columns).hasSizeGreaterThan(30);
        for (List<String> column : columns) {
            String name = "`" + column.get(1) + "`";
            database()
                    .rows("SELECT HEX(CAST(" + name + " AS BINARY)) FROM `" + column.get(0) + "` WHERE " + name
                            + " IS NOT NULL")
                    .forEach(row -> text.append(decoded(row.get(0))).append('\n'));
        }
        return text.toString();
    }

    private static String decoded(String hex) {
        return new String(java.util.HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    private String logged() {
        PatternLayout layout = new PatternLayout();
        layout.setContext(root.getLoggerContext());
        layout.setPattern("%logger %msg %mdc%n%ex{full}");
        layout.start();
        return log.list.stream().map(layout::doLayout).collect(Collectors.joining());
    }
}
