package org.passwordresets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passwordresets.support.EditedContract;
import org.passwordresets.support.ServerTest;

/** Every attribute fits into its column, and every order of a list has an index: asked of the database itself. */
class ContractDatabaseTest extends ServerTest {
    private static final Pattern LITERAL = Pattern.compile("'([^'\\\\]*)\\\\?'");

    private StoredAttributes stored;

    @BeforeAll
    void askTheDatabase() {
        stored = new StoredAttributes(columns(), indexes());
    }

    @Test
    void everyAttributeHasAColumnThatHoldsItAndEveryOrderAnIndex() {
        assertThat(stored.differences(Contract.packaged())).isEmpty();
    }

    @Test
    void whatAColumnCannotHoldIsFound(@TempDir Path directory) {
        Contract edited = EditedContract.copiedTo(directory)
                .replace(
                        "customers.yaml",
                        "        maxLength: 255\n        description: The customer's identifier at",
                        "        maxLength: 256\n        description: The customer's identifier at")
                .replace(
                        "customers.yaml",
                        "enum: [prospect, acquired, repeat]",
                        "enum: [prospect, acquired, repeat, recommended-by-a-friend]")
                .replace(
                        "customers.yaml",
                        "      has_password:\n",
                        "      nickname:\n        type: string\n        description: A name.\n        x-sortable: true\n      has_password:\n")
                .replace(
                        "events.yaml",
                        "        nullable: true\n        description: Your own name for the event",
                        "        description: Your own name for the event")
                .replace(
                        "customer_password_resets.yaml",
                        "        type: string\n        nullable: true\n        maxLength: 255\n",
                        "        type: string\n        nullable: true\n")
                .read();

        assertThat(stored.differences(edited))
                .containsExactly(
                        "customer_password_resets.reference has any number of characters, and its column holds 255",
                        "customers.nickname has no column",
                        "customers.nickname is sortable, and has no index",
                        "customers.shopper_reference has up to 256 characters, and its column holds 255",
                        "customers.status can be recommended-by-a-friend, and its column holds 16 characters",
                        "events.reference is never null, and its column can be");
    }

    @Test
    void anIndexOrAValueThatTheDatabaseLacksIsFound() {
        Map<String, Map<String, StoredAttributes.Column>> tables = new LinkedHashMap<>(stored.tables());
        Map<String, StoredAttributes.Column> customers = new LinkedHashMap<>(tables.get("customers"));
        customers.put("status", new StoredAttributes.Column("enum", 8L, false, true, Set.of("prospect", "repeat")));
        customers.put("reference", new StoredAttributes.Column("varchar", 255L, false, true, Set.of()));
        tables.put("customers", customers);
        Map<String, List<List<String>>> indexes = new LinkedHashMap<>(stored.indexes());
        indexes.put("events", List.of(List.of("organization_id", "mode", "id"), List.of("name")));

        assertThat(new StoredAttributes(tables, indexes).differences(Contract.packaged()))
                .contains(
                        "customers.status can be acquired, and its column cannot",
                        "customers.reference can be null, and its column cannot",
                        "customers.reference can be any text, and its column holds ASCII only",
                        "events.name is sortable, and has no index",
                        "events.created_at is sortable, and has no index");
    }

    private Map<String, Map<String, StoredAttributes.Column>> columns() {
        Map<String, Map<String, StoredAttributes.Column>> tables = new LinkedHashMap<>();
        List<List<String>> checks = database().rows("""
                SELECT t.table_name, c.check_clause
                FROM information_schema.check_constraints c
                JOIN information_schema.table_constraints t
                  ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
                WHERE c.constraint_schema = DATABASE()""");
        database().rows("""
                        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, character_set_name, column_type
                        FROM information_schema.columns WHERE table_schema = DATABASE()""").forEach(row -> tables.computeIfAbsent(row.get(0), table -> new LinkedHashMap<>())
                .put(row.get(1), column(row, checks)));
        return tables;
    }

    private static StoredAttributes.Column column(List<String> row, List<List<String>> checks) {
        Set<String> values = new TreeSet<>();
        if (row.get(6).startsWith("enum(")) {
            addLiterals(row.get(6), values);
        }
        checks.stream()
                .filter(check -> check.get(0).equals(row.get(0)))
                .filter(check -> check.get(1).contains("`" + row.get(1) + "` in"))
                .forEach(check -> addLiterals(check.get(1), values));
        return new StoredAttributes.Column(
                row.get(2),
                row.get(3) == null ? null : Long.valueOf(row.get(3)),
                row.get(4).equals("YES"),
                "ascii".equals(row.get(5)),
                values);
    }

    private static void addLiterals(String text, Set<String> values) {
        Matcher literal = LITERAL.matcher(text);
        while (literal.find()) {
            values.add(literal.group(1));
        }
    }

    private Map<String, List<List<String>>> indexes() {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        database().rows("""
                        SELECT table_name, index_name, column_name
                        FROM information_schema.statistics WHERE table_schema = DATABASE()
                        ORDER BY table_name, index_name, seq_in_index""").forEach(row -> byName.computeIfAbsent(
                        row.get(0) + " " + row.get(1), name -> new ArrayList<>())
                .add(row.get(2)));
        Map<String, List<List<String>>> byTable = new LinkedHashMap<>();
        byName.forEach((name, columns) -> byTable.computeIfAbsent(name.split(" ")[0], table -> new ArrayList<>())
                .add(columns));
        return byTable;
    }
}
