package org.passwordresets.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.contract.Attribute;
import org.passwordresets.filter.MemoryValue;
import org.passwordresets.filter.Predicate;
import org.passwordresets.filter.ValueKind;
import org.passwordresets.support.ServerTest;

/** Filters and orders mean the same in the database and in memory, value by value. */
class FilterInMemoryTest extends ServerTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "a ",
            "a\t",
            "a\u0001",
            "A",
            "ab",
            "aB ",
            "b",
            "k",
            "K",
            "\u212A",
            "i",
            "I",
            "\u0131",
            "\u0130",
            "i\u0307",
            "ss",
            "\u00DF",
            "\u1E9E",
            "\u03A3",
            "\u03C3",
            "\u03C2",
            "\u039F\u03A3",
            "\u00E9",
            "\u00C9",
            "e\u0301",
            "\u00C5",
            "\u212B",
            "\u2126",
            "\u03C9",
            "\u017F",
            "s",
            "\u01C5",
            "\u01C6",
            "\uFF21",
            "\uFF41",
            "\uFFFD",
            "\uE000",
            "\uD83D\uDE00",
            "\uD83C\uDF4E",
            "\uD801\uDC00",
            "\uD801\uDC28",
            "\u13A0",
            "\uAB70",
            "\u1C90",
            "\u10D0",
            "50%_off\\",
            "50xyoff!",
            "a|b",
            "|",
            "\\",
            "%",
            "_",
            "null",
            "true",
            "2018-01-01");

    private static final List<String> PATTERNS =
            List.of("%k%", "_", "__", "a%", "%\\", "50\\%\\_off\\\\", "%|%", "\\a", "%\u00E9", "\u0130", "%_ ");

    private static final List<String> TIMES =
            List.of("2018-01-01T00:00:00.000Z", "2018-01-01T00:00:00.001Z", "2017-12-31T23:59:59.999Z");
    private static final List<String> ASKED_TIMES = List.of(
            "2018-01-01",
            "2018-01-01T00:00:00.0005Z",
            "2018-01-01T00:00:00.001",
            "2018-01-01T01:00:00+01:00",
            "0001-01-01",
            "9999-12-31T23:59:59.999999999Z");

    private static final List<String> OBJECTS = List.of(
            "{}",
            "{\"a\":1}",
            "{\"a\":1.0}",
            "{\"a\":\"1\"}",
            "{\"a\":true}",
            "{\"a\":null}",
            "{\"a\":\"K\"}",
            "{\"a\":\"k\"}",
            "{\"a\":\"k \"}",
            "{\"a\":{}}",
            "{\"a\":{\"b\":null}}",
            "{\"a\":{\"b\":1,\"c\":2}}",
            "{\"a\":[]}",
            "{\"a\":[1]}",
            "{\"a\":[1,2,{\"b\":1}]}",
            "{\"a\":[\"K\",null]}",
            "{\"a\":\"\uD83C\uDF4E\"}",
            "{\"A\":1}",
            "{\"a\":1e2}",
            "{\"a\":100}",
            "{\"b\":1,\"a\":1}");

    private Connection connection;

    @BeforeAll
    void createTable() throws SQLException {
        connection = database().dataSource().getConnection();
        execute("""
                CREATE TEMPORARY TABLE filtered (number INT NOT NULL,
                    text VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
                    time DATETIME(3) NULL, bool BOOLEAN NULL, object JSON NULL)""");
        for (ValueKind kind : ValueKind.values()) {
            List<JsonNode> values = values(kind);
            for (int i = 0; i < values.size(); i++) {
                insert(kind, i, values.get(i));
            }
        }
    }

    @AfterAll
    void dropTable() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private void insert(ValueKind kind, int number, JsonNode value) throws SQLException {
        String sql = "INSERT INTO filtered (number, %s) VALUES (?, ?)".formatted(column(kind));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number(kind) + number);
            statement.setObject(2, value.isNull() ? null : columnValue(kind, value));
            statement.execute();
        }
    }

    private static Object columnValue(ValueKind kind, JsonNode value) {
        return switch (kind) {
            case TEXT -> value.textValue();
            case TIME -> LocalDateTime.parse(value.textValue().replace("Z", ""));
            case BOOLEAN -> value.booleanValue();
            case OBJECT -> value.toString();
        };
    }

    /** So that each kind has rows of its own. */
    private static int number(ValueKind kind) {
        return kind.ordinal() * 1000;
    }

    private static String column(ValueKind kind) {
        return kind == ValueKind.BOOLEAN ? "bool" : kind.name().toLowerCase();
    }

    /** The last is null. */
    private static List<JsonNode> values(ValueKind kind) {
        Stream<JsonNode> values =
                switch (kind) {
                    case TEXT -> TEXTS.stream().map(JSON::textNode);
                    case TIME -> TIMES.stream().map(JSON::textNode);
                    case BOOLEAN -> Stream.of(JSON.booleanNode(true), JSON.booleanNode(false));
                    case OBJECT -> OBJECTS.stream().map(FilterInMemoryTest::parsed);
                };
        return Stream.concat(values, Stream.of(JSON.nullNode())).toList();
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What a filter may be asked with. */
    private static List<List<String>> asked(ValueKind kind, Predicate predicate) {
        if (predicate.takes() == Predicate.Values.BOOLEAN) {
            return List.of(List.of("true"), List.of("0"));
        }
        List<String> single =
                switch (kind) {
                    case TEXT ->
                        Stream.concat(TEXTS.stream(), PATTERNS.stream()).toList();
                    case TIME ->
                        Stream.concat(TIMES.stream(), ASKED_TIMES.stream()).toList();
                    case BOOLEAN -> List.of("1", "false");
                    case OBJECT -> OBJECTS;
                };
        return predicate.takes() == Predicate.Values.ONE
                ? single.stream().map(List::of).toList()
                : IntStream.range(1, single.size())
                        .mapToObj(i -> List.of(single.get(i - 1), single.get(i)))
                        .toList();
    }

    static Stream<Predicate> predicates() {
        return Stream.of(Predicate.values());
    }

    @ParameterizedTest
    @MethodSource("predicates")
    void findsTheSame(Predicate predicate) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (ValueKind kind : ValueKind.values()) {
            if (Predicate.fitting(kind).contains(predicate)) {
                for (List<String> asked : asked(kind, predicate)) {
                    compare(kind, predicate, asked, differences);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private void compare(ValueKind kind, Predicate predicate, List<String> asked, List<String> differences)
            throws SQLException {
        Attribute attribute =
                new Attribute(column(kind), kind, Set.of(predicate), false, false, false, Optional.empty());
        Sql condition = predicate.condition(Column.of(attribute).of("t"), asked);
        List<Integer> found = numbers(Sql.of(
                        "SELECT t.number FROM filtered t WHERE t.number BETWEEN ? AND ? AND ",
                        number(kind),
                        number(kind) + 999)
                .add(condition)
                .add(" ORDER BY t.number"));
        List<JsonNode> values = values(kind);
        for (int i = 0; i < values.size(); i++) {
            boolean inDatabase = found.contains(number(kind) + i);
            boolean inMemory = predicate.condition(new MemoryValue(kind, values.get(i)), asked);
            if (inDatabase != inMemory) {
                differences.add("%s %s %s: database %s".formatted(values.get(i), predicate.text(), asked, inDatabase));
            }
        }
    }

    private List<Integer> numbers(Sql sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            for (int i = 0; i < sql.values().size(); i++) {
                statement.setObject(i + 1, sql.values().get(i));
            }
            List<Integer> numbers = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    numbers.add(result.getInt(1));
                }
            }
            return numbers;
        }
    }

    @Test
    void sortsTheSame() throws SQLException {
        for (ValueKind kind : List.of(ValueKind.TEXT, ValueKind.TIME, ValueKind.BOOLEAN)) {
            List<JsonNode> values = values(kind);
            Comparator<Integer> order =
                    Comparator.comparing(i -> new MemoryValue(kind, values.get(i)), MemoryValue.ORDER);
            List<Integer> inMemory = IntStream.range(0, values.size())
                    .boxed()
                    .sorted(order.thenComparing(i -> i))
                    .map(i -> number(kind) + i)
                    .toList();
            assertThat(inMemory)
                    .isEqualTo(numbers(Sql.of(
                            "SELECT t.number FROM filtered t WHERE t.number BETWEEN ? AND ? ORDER BY t." + column(kind)
                                    + ", t.number",
                            number(kind),
                            number(kind) + 999)));
        }
    }

    /**
     * MySQL loses what comes behind one of these: the two that take more bytes in lower case.
     */
    private static final Set<Integer> GROWING = Set.of(0x023A, 0x023E);

    /** Every character there is, but for halves of pairs. */
    @Test
    void ignoresTheCaseOfTheSameLetters() throws SQLException {
        List<String> differences = new ArrayList<>();
        for (int block = 0; block <= Character.MAX_CODE_POINT; block += 0x1000) {
            String characters = IntStream.range(block, block + 0x1000)
                    .filter(character -> character > 0
                            && !(character >= 0xD800 && character <= 0xDFFF)
                            && !GROWING.contains(character))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            int[] all = characters.codePoints().toArray();
            int[] lower = lower(characters).codePoints().toArray();
            for (int i = 0; i < all.length; i++) {
                if (!ignoresCase(all[i], lower[i])) {
                    differences.add("%04X: the database has %04X".formatted(all[i], lower[i]));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** Whether memory finds the second by the first, and keeps letters apart that the database does. */
    private static boolean ignoresCase(int character, int lower) {
        boolean found = matches(character, lower);
        int javas = Character.toLowerCase(character);
        return found && (javas == lower || !matches(character, javas));
    }

    private static boolean matches(int pattern, int text) {
        return Predicate.CONT.condition(
                new MemoryValue(ValueKind.TEXT, JSON.textNode(Character.toString(text))),
                List.of(Character.toString(pattern)));
    }

    private String lower(String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT LOWER(CONVERT(? USING utf8mb4) COLLATE utf8mb4_unicode_520_ci) COLLATE utf8mb4_bin")) {
            statement.setString(1, text);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
