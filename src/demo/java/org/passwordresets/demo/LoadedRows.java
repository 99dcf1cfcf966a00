package org.passwordresets.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Customers with about ten resets each from the last two years: most are consumed, the others expired, so that none can be
 * used. They have no events.
 */
final class LoadedRows {

    private static final int RESETS_OF_A_CUSTOMER = 10;
    private static final int BATCH = 1000;
    private static final int BATCHES_IN_A_TRANSACTION = 20;
    private static final long MILLIS_OF_TWO_YEARS = 2 * 365 * 86_400_000L;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String[] FIRST_NAMES = {
        "ada",
        "alan",
        "barbara",
        "dennis",
        "donald",
        "edsger",
        "frances",
        "grace",
        "john",
        "katherine",
        "ken",
        "margaret"
    };
    private static final String[] LAST_NAMES = {
        "allen",
        "dijkstra",
        "hamilton",
        "hopper",
        "johnson",
        "knuth",
        "liskov",
        "lovelace",
        "ritchie",
        "thompson",
        "turing"
    };
    private static final String[] ORIGINS = {"HELPDESK", "SHOP", "CRM", null};

    private static final String INSERT_CUSTOMER = """
            INSERT INTO customers (id, organization_id, mode, email, email_key, status, metadata, created_at, updated_at)
            VALUES (?, ?, 'test', ?, ?, ?, '{}', ?, ?)
            """;
    private static final String INSERT_RESET = """
            INSERT INTO customer_password_resets (id, organization_id, mode, customer_id, customer_email, token_ciphertext,
                token_mac, expires_at, reset_password_at, reference, reference_origin, metadata, created_at, updated_at)
            VALUES (?, ?, 'test', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String COUNT = """
            INSERT INTO record_counts (table_name, organization_id, mode, shard, records) VALUES (?, ?, 'test', 0, ?)
            ON DUPLICATE KEY UPDATE records = records + VALUES(records)
            """;

    private final Connection connection;
    private final SplittableRandom random = new SplittableRandom();
    private final LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);

    LoadedRows(Connection connection) {
        this.connection = connection;
    }

    void insert(int resets) throws SQLException {
        String[] customers = ids(Math.max(1, resets / RESETS_OF_A_CUSTOMER));
        String[] emails = new String[customers.length];
        insert("customers", INSERT_CUSTOMER, customers, (statement, i) -> {
            emails[i] = email();
            bindCustomer(statement, customers[i], emails[i]);
        });
        String[] ids = ids(resets);
        insert("customer_password_resets", INSERT_RESET, ids, (statement, i) -> {
            int customer = random.nextInt(customers.length);
            bindReset(statement, ids[i], customers[customer], emails[customer]);
        });
    }

    /** Sorted in the order of the primary key, in which inserts are fastest. */
    private String[] ids(int count) {
        String[] ids = new String[count];
        Arrays.setAll(ids, i -> letters(10));
        Arrays.sort(ids);
        return ids;
    }

    private String letters(int length) {
        char[] letters = new char[length];
        for (int i = 0; i < length; i++) {
            letters[i] = LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
        return new String(letters);
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement, int index) throws SQLException;
    }

    private void insert(String table, String sql, String[] ids, Binder binder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            int counted = 0;
            for (int i = 0; i < ids.length; i++) {
                binder.bind(statement, i);
                statement.addBatch();
                boolean last = i + 1 == ids.length;
                if (last || (i + 1) % BATCH == 0) {
                    statement.executeBatch();
                }
                if (last || (i + 1) % (BATCH * BATCHES_IN_A_TRANSACTION) == 0) {
                    count(count, table, i + 1 - counted);
                    counted = i + 1;
                    connection.commit();
                }
            }
        }
    }

    private static void count(PreparedStatement statement, String table, int rows) throws SQLException {
        statement.setString(1, table);
        statement.setString(2, DemoApplication.ORGANIZATION_ID);
        statement.setInt(3, rows);
        statement.executeUpdate();
    }

    private String email() {
        return oneOf(FIRST_NAMES) + "." + oneOf(LAST_NAMES) + "." + letters(12).toLowerCase() + "@example.com";
    }

    private String oneOf(String[] values) {
        return values[random.nextInt(values.length)];
    }

    private void bindCustomer(PreparedStatement statement, String id, String email) throws SQLException {
        LocalDateTime createdAt = now.minusYears(2).minusSeconds(random.nextInt(100_000_000));
        statement.setString(1, id);
        statement.setString(2, DemoApplication.ORGANIZATION_ID);
        statement.setString(3, email);
        statement.setString(4, email);
        statement.setString(5, oneOf(new String[] {"prospect", "acquired", "repeat"}));
        statement.setObject(6, createdAt);
        statement.setObject(7, createdAt);
    }

    private void bindReset(PreparedStatement statement, String id, String customerId, String email)
            throws SQLException {
        LocalDateTime createdAt = now.minusDays(1).minus(random.nextLong(MILLIS_OF_TWO_YEARS), ChronoUnit.MILLIS);
        LocalDateTime usedAt = random.nextInt(3) == 0 ? null : createdAt.plusSeconds(30 + random.nextInt(3600));
        statement.setString(1, id);
        statement.setString(2, DemoApplication.ORGANIZATION_ID);
        statement.setString(3, customerId);
        statement.setString(4, email);
        statement.setBytes(5, usedAt == null ? bytes(48) : null);
        statement.setBytes(6, usedAt == null ? bytes(32) : null);
        statement.setObject(7, createdAt.plusHours(6));
        statement.setObject(8, usedAt);
        statement.setString(9, "TICKET-" + id);
        statement.setString(10, oneOf(ORIGINS));
        statement.setString(11, "{\"channel\":\"%s\"}".formatted(random.nextBoolean() ? "web" : "app"));
        statement.setObject(12, createdAt);
        statement.setObject(13, usedAt == null ? createdAt : usedAt);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
