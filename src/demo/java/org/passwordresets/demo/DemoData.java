package org.passwordresets.demo;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;

/** The customer whose password a newcomer can reset, in both modes. */
final class DemoData {

    static final String EMAIL = "john@example.com";

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Whoever is there already is left as they are. */
    private static final String INSERT_CUSTOMER = """
            INSERT INTO customers (id, organization_id, mode, email, email_key, status, metadata, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, 'prospect', '{}', ?, ?)
            ON DUPLICATE KEY UPDATE id = id
            """;

    private DemoData() {}

    static void addTo(ApplicationContext context) throws SQLException {
        // the bean itself gives connections inside of a transaction of Micronaut's only
        DataSource dataSource = DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class));
        try (Connection connection = dataSource.getConnection()) {
            for (String mode : List.of("test", "live")) {
                addCustomer(connection, mode);
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private static void addCustomer(Connection connection, String mode) throws SQLException {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        try (PreparedStatement statement = connection.prepareStatement(INSERT_CUSTOMER)) {
            statement.setString(1, randomId());
            statement.setString(2, DemoApplication.ORGANIZATION_ID);
            statement.setString(3, mode);
            statement.setString(4, EMAIL);
            statement.setString(5, EMAIL);
            statement.setObject(6, now);
            statement.setObject(7, now);
            statement.executeUpdate();
        }
    }

    private static String randomId() {
        return new SecureRandom()
                .ints(10, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
