package org.passwordresets.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.filter.Predicate;
import org.passwordresets.support.Client;

/** Each predicate, on nulls, empty text, wildcards, upper and lower case, spaces at the end and 4-byte characters. */
class PredicateTest extends ListTest {
    private String customers;

    @BeforeAll
    void createData() {
        String known = email();
        String guest = email();
        customers = customer(known, "correct horse battery").id() + ","
                + customer(guest, null).id();
        reset(known, "wild", "50%_off\\", "{\"a\":{\"b\":1,\"c\":[1,{\"d\":\"e\"}]},\"f\":\"🍎\"}");
        reset(known, "plain", "50xyoff!", "{\"a\":{\"b\":2},\"f\":\"🍏\"}");
        reset(known, "empty", "");
        reset(known, "lower", "apple");
        reset(known, "upper", "APPLE");
        reset(known, "space", "apple ");
        reset(known, "red", "🍎Apple");
        reset(guest, "green", "🍏apple");
        reset(guest, "nothing", null);
    }

    /** A filter, its value, and the names of the resets that satisfy it. */
    private record Row(Predicate predicate, String attribute, String value, Set<String> satisfying) {
        static Row of(Predicate predicate, String value, String... satisfying) {
            return new Row(predicate, "reference", value, Set.of(satisfying));
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                Row.of(Predicate.EQ, "apple", "lower"),
                Row.of(Predicate.EQ, "", "empty"),
                Row.of(Predicate.EQ, "🍎Apple", "red"),
                Row.of(Predicate.EQ, "apple%"),
                Row.of(Predicate.NOT_EQ, "apple", "wild", "plain", "empty", "upper", "space", "red", "green"),
                Row.of(Predicate.EQ_ANY, "apple,APPLE", "lower", "upper"),
                Row.of(Predicate.EQ_ALL, "apple,apple", "lower"),
                Row.of(Predicate.EQ_ALL, "apple,APPLE"),
                Row.of(
                        Predicate.NOT_EQ_ANY,
                        "apple,APPLE",
                        "wild",
                        "plain",
                        "empty",
                        "lower",
                        "upper",
                        "space",
                        "red",
                        "green"),
                Row.of(Predicate.NOT_EQ_ALL, "apple,APPLE", "wild", "plain", "empty", "space", "red", "green"),
                Row.of(Predicate.EQ_OR_NULL, "apple", "lower", "nothing"),
                Row.of(
                        Predicate.NOT_EQ_OR_NULL,
                        "apple",
                        "wild",
                        "plain",
                        "empty",
                        "upper",
                        "space",
                        "red",
                        "green",
                        "nothing"),
                Row.of(Predicate.LT, "apple", "empty", "wild", "plain", "upper"),
                Row.of(Predicate.LTEQ, "apple", "empty", "wild", "plain", "upper", "lower"),
                Row.of(Predicate.GT, "apple", "space", "red", "green"),
                Row.of(Predicate.GT, "🍎Apple", "green"),
                Row.of(Predicate.GTEQ, "apple", "lower", "space", "red", "green"),
                Row.of(Predicate.LT_ANY, "50xyoff!,apple", "empty", "wild", "plain", "upper"),
                Row.of(Predicate.LT_ALL, "50xyoff!,apple", "empty", "wild"),
                Row.of(Predicate.LTEQ_ANY, "50xyoff!,apple", "empty", "wild", "plain", "upper", "lower"),
                Row.of(Predicate.LTEQ_ALL, "50xyoff!,apple", "empty", "wild", "plain"),
                Row.of(Predicate.GT_ANY, "50xyoff!,apple", "upper", "lower", "space", "red", "green"),
                Row.of(Predicate.GT_ALL, "50xyoff!,apple", "space", "red", "green"),
                Row.of(Predicate.GTEQ_ANY, "50xyoff!,apple", "plain", "upper", "lower", "space", "red", "green"),
                Row.of(Predicate.GTEQ_ALL, "50xyoff!,apple", "lower", "space", "red", "green"),
                Row.of(Predicate.IN, "apple,🍎Apple", "lower", "red"),
                Row.of(Predicate.NOT_IN, "apple,🍎Apple", "wild", "plain", "empty", "upper", "space", "green"),
                Row.of(Predicate.IN_OR_NULL, "apple,🍎Apple", "lower", "red", "nothing"),
                Row.of(
                        Predicate.NOT_IN_OR_NULL,
                        "apple,🍎Apple",
                        "wild",
                        "plain",
                        "empty",
                        "upper",
                        "space",
                        "green",
                        "nothing"),
                Row.of(Predicate.MATCHES, "%APPLE", "lower", "upper", "red", "green"),
                Row.of(Predicate.MATCHES, "50%off%", "wild", "plain"),
                Row.of(Predicate.MATCHES, "50\\%\\_off\\\\", "wild"),
                Row.of(Predicate.MATCHES, "_apple", "red", "green"),
                Row.of(Predicate.MATCHES_ANY, "50\\%%,🍎%", "wild", "red"),
                Row.of(Predicate.MATCHES_ALL, "%apple%,🍏%", "green"),
                Row.of(Predicate.DOES_NOT_MATCH, "%apple%", "empty", "wild", "plain"),
                Row.of(
                        Predicate.DOES_NOT_MATCH_ANY,
                        "%apple%,🍎%",
                        "wild",
                        "plain",
                        "empty",
                        "lower",
                        "upper",
                        "space",
                        "green"),
                Row.of(Predicate.DOES_NOT_MATCH_ALL, "%apple%,50%", "empty"),
                Row.of(Predicate.START, "50%_", "wild"),
                Row.of(Predicate.START, "APP", "lower", "upper", "space"),
                Row.of(Predicate.START_ANY, "50%,🍏", "wild", "green"),
                Row.of(Predicate.START_ALL, "a,APP", "lower", "upper", "space"),
                Row.of(Predicate.NOT_START, "A", "empty", "wild", "plain", "red", "green"),
                Row.of(
                        Predicate.NOT_START_ANY,
                        "a,b",
                        "wild",
                        "plain",
                        "empty",
                        "lower",
                        "upper",
                        "space",
                        "red",
                        "green"),
                Row.of(Predicate.NOT_START_ALL, "a,5", "empty", "red", "green"),
                Row.of(Predicate.END, "\\", "wild"),
                Row.of(Predicate.END, " ", "space"),
                Row.of(Predicate.END_ANY, "\\,!", "wild", "plain"),
                Row.of(Predicate.END_ALL, "E,apple", "lower", "upper", "red", "green"),
                Row.of(Predicate.NOT_END, "apple", "empty", "space", "wild", "plain"),
                Row.of(Predicate.NOT_END_ANY, "e,apple", "empty", "space", "wild", "plain"),
                Row.of(Predicate.NOT_END_ALL, "apple,!", "empty", "space", "wild"),
                Row.of(Predicate.CONT, "%_", "wild"),
                Row.of(Predicate.CONT, "äpple"),
                Row.of(Predicate.CONT_ANY, "🍎,%", "red", "wild"),
                Row.of(Predicate.CONT_ALL, "P,🍏", "green"),
                Row.of(Predicate.NOT_CONT, "OFF", "empty", "lower", "upper", "space", "red", "green"),
                Row.of(Predicate.NOT_CONT_ANY, "p,🍎", "wild", "plain", "empty", "lower", "upper", "space", "green"),
                Row.of(Predicate.NOT_CONT_ALL, "p,%", "empty", "plain"),
                Row.of(Predicate.PRESENT, "true", "wild", "plain", "lower", "upper", "space", "red", "green"),
                Row.of(Predicate.PRESENT, "false", "empty", "nothing"),
                Row.of(Predicate.BLANK, "true", "empty", "nothing"),
                Row.of(Predicate.BLANK, "0", "wild", "plain", "lower", "upper", "space", "red", "green"),
                Row.of(Predicate.NULL, "1", "nothing"),
                Row.of(Predicate.NULL, "false", "wild", "plain", "empty", "lower", "upper", "space", "red", "green"),
                Row.of(Predicate.NOT_NULL, "true", "wild", "plain", "empty", "lower", "upper", "space", "red", "green"),
                Row.of(Predicate.NOT_NULL, "false", "nothing"),
                new Row(Predicate.TRUE, "customer_has_password", "false", Set.of("green", "nothing")),
                new Row(Predicate.FALSE, "customer_has_password", "true", Set.of("green", "nothing")),
                new Row(Predicate.JCONT, "metadata", "{\"a\":{\"c\":[{\"d\":\"e\"}],\"b\":1.0}}", Set.of("wild")),
                new Row(Predicate.JCONT, "metadata", "{\"a\":{}}", Set.of("wild", "plain")),
                new Row(Predicate.JCONT, "metadata", "{\"f\":\"\\ud83c\\udf4e\"}", Set.of("wild")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void listsWhatSatisfiesIt(Row row) {
        String filter = "filter[q][" + row.attribute + "_" + row.predicate.text() + "]";
        Client.Response response = list("filter[customer_id]", customers, "page[size]", "25", filter, row.value);
        assertThat(names(response)).containsExactlyInAnyOrderElementsOf(row.satisfying);
        assertThat(response.at("/meta/record_count").asInt()).isEqualTo(row.satisfying.size());
    }

    @Test
    void everyPredicateHasARow() {
        List<Predicate> missing =
                EnumSet.complementOf(EnumSet.copyOf(rows().map(Row::predicate).collect(Collectors.toSet()))).stream()
                        .toList();
        assertThat(missing).isEmpty();
    }
}
