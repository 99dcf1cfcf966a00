package db.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.Email;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the email addresses of earlier versions as they are stored now: trimmed, in NFC, with the key that they are found
 * by. Where another customer has the result already, both stay as they are.
 */
public final class V3__Normalize_email_addresses extends BaseJavaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(V3__Normalize_email_addresses.class);
    private static final int MAX_IDS_LOGGED = 100;

    private static final String SELECT = "SELECT id, email, email_key FROM customers";
    private static final String UPDATE = "UPDATE customers SET email = ?, email_key = ? WHERE id = ?";

    private final Pattern rule = Pattern.compile(ContractBundle.packaged()
            .document()
            .at("/components/schemas/EmailAddress/pattern")
            .asText());

    private record Row(String id, String email, String key) {}

    /** What the table holds: rows to be stored anew, and the ids of those that break the rule all the same. */
    private record Findings(List<Row> changed, List<String> invalid) {}

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        Findings findings = findings(connection);
        List<String> conflicting = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Row row : findings.changed()) {
                if (!store(update, row)) {
                    conflicting.add(row.id());
                }
            }
        }
        LOG.info(
                "Normalized the email addresses of {} customers",
                findings.changed().size() - conflicting.size());
        warn("have an email address that, once normalized, belongs to another customer", conflicting);
        warn(
                "have an email address that is refused today; correct it before the next password reset",
                findings.invalid());
    }

    private static void warn(String what, List<String> ids) {
        if (!ids.isEmpty()) {
            LOG.warn("{} customers {}: {}", ids.size(), what, ids.subList(0, Math.min(ids.size(), MAX_IDS_LOGGED)));
        }
    }

    private Findings findings(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            // Row by row: the table may be larger than the heap.
            select.setFetchSize(Integer.MIN_VALUE);
            Findings findings = new Findings(new ArrayList<>(), new ArrayList<>());
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    add(new Row(result.getString(1), result.getString(2), result.getString(3)), findings);
                }
            }
            return findings;
        }
    }

    private void add(Row stored, Findings findings) {
        Email email = Email.of(stored.email());
        Row normalized = new Row(stored.id(), email.text(), email.key());
        if (!normalized.equals(stored)) {
            findings.changed().add(normalized);
        }
        if (!rule.matcher(email.text()).find()) {
            findings.invalid().add(stored.id());
        }
    }

    private static boolean store(PreparedStatement update, Row row) throws SQLException {
        try {
            update.setString(1, row.email());
            update.setString(2, row.key());
            update.setString(3, row.id());
            update.executeUpdate();
            return true;
        } catch (SQLIntegrityConstraintViolationException e) {
            return false;
        }
    }
}
