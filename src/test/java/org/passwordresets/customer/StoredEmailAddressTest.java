package org.passwordresets.customer;

import static org.assertj.core.api.Assertions.assertThat;

import db.migration.V3__Normalize_email_addresses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.resource.Identifier;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;

/** Customers whose email addresses were stored by earlier versions, which took almost anything. */
class StoredEmailAddressTest extends ServerTest {
    private static final String RESETS = "customer_password_resets";
    private static final String BROKEN = "john<%s@evil.example>";

    private final String name = UUID.randomUUID().toString();

    /** As an earlier version stored it: stripped, in lower case, and nothing else. */
    private String stored(String email) {
        String id = Identifier.random();
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        database().change("""
                INSERT INTO customers (id, organization_id, mode, email, email_key, status, metadata, created_at, updated_at)
                VALUES (?, 'AAAAAAAAAA', 'test', ?, ?, 'prospect', '{}', ?, ?)
                """, id, email, email.toLowerCase(), now, now);
        return id;
    }

    @AfterEach
    void deleteCustomers() {
        database()
                .rows("SELECT id FROM customers WHERE email LIKE ?", "%" + name + "%")
                .forEach(row -> backEnd().delete("/api/customers/" + row.get(0)));
    }

    private void migrate() throws SQLException {
        try (Connection connection = database().dataSource().getConnection()) {
            new V3__Normalize_email_addresses().migrate(new Context() {
                @Override
                public Configuration getConfiguration() {
                    return null;
                }

                @Override
                public Connection getConnection() {
                    return connection;
                }
            });
        }
    }

    private String email(String id) {
        return backEnd().get("/api/customers/" + id).attribute("email").asText();
    }

    @Test
    void anUpgradeNormalizesThemWhereTheyStayUnique() throws SQLException {
        String decomposed = stored("Zoe\u0308." + name + "@example.com");
        String padded = stored("\u00A0nbsp." + name + "@example.com\u200B");
        String plain = stored("plain." + name + "@example.com");
        String lookAlike = stored("plain." + name + "@example.com\u200F");

        migrate();

        assertThat(email(decomposed)).isEqualTo("Zo\u00EB." + name + "@example.com");
        assertThat(email(padded)).isEqualTo("nbsp." + name + "@example.com");
        assertThat(email(plain)).isEqualTo("plain." + name + "@example.com");
        assertThat(email(lookAlike)).as("Left alone").isEqualTo("plain." + name + "@example.com\u200F");
        assertThat(customerOfReset("ZO\u00CB." + name + "@example.com")).isEqualTo(decomposed);
        assertThat(customerOfReset("zoe\u0308." + name + "@example.com")).isEqualTo(decomposed);
        assertThat(customerOfReset("nbsp." + name + "@example.com")).isEqualTo(padded);
        assertThat(customerOfReset("plain." + name + "@example.com\u200F")).isEqualTo(plain);
    }

    private String customerOfReset(String email) {
        return backEnd()
                .get("/api/customer_password_resets/" + reset(email).id() + "/customer")
                .id();
    }

    @Test
    void whatBreaksTheRuleCanBeReadAndCorrectedButNotReset() throws SQLException {
        String broken = BROKEN.formatted(name);
        String id = stored(broken);
        migrate();

        assertThat(email(id)).isEqualTo(broken);
        assertThat(backEnd()
                        .get("/api/customers?filter%5Bq%5D%5Bemail_eq%5D="
                                + URLEncoder.encode(broken, StandardCharsets.UTF_8))
                        .at("/data/0/id")
                        .asText())
                .isEqualTo(id);
        Response secured = backEnd().update("customers", id, "{\"password\":\"correct horse\",\"reference\":\"R\"}");
        assertThat(secured.status()).as(secured.body()).isEqualTo(200);
        Response refused = backEnd().create(RESETS, "{\"customer_email\":\"%s\"}".formatted(broken));
        assertThat(refused.errors()).containsExactly("422 VALIDATION_ERROR /data/attributes/customer_email invalid");

        Response corrected = backEnd().update("customers", id, "{\"email\":\"%s@example.com\"}".formatted(name));
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(customerOfReset(name + "@example.com")).isEqualTo(id);
    }

    @Test
    void anOpenResetOfSuchACustomerCanBeCompleted() {
        String email = name + "@example.com";
        customer(email, null);
        Response reset = reset(email);
        String broken = BROKEN.formatted(name);
        database().change("UPDATE customers SET email = ?, email_key = ? WHERE email = ?", broken, broken, email);

        Response completed = complete(storefront(), reset.id(), token(reset), "correct horse battery");

        assertThat(completed.status()).as(completed.body()).isEqualTo(200);
    }
}
