package org.passwordresets.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.support.Client;
import org.passwordresets.support.TestApplications;

/** What filters reach beside one attribute and a predicate: several attributes, relationships, metadata, times, tokens. */
class FilterTest extends ListTest {
    private String email;
    private String customer;
    private String first;
    private String token;

    /** So that a reset can expire within the life of the access token. */
    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("password-resets.token-lifetime", "30m");
        return properties;
    }

    @BeforeAll
    void createData() {
        email = email();
        customer = customer(email, "correct horse battery").id();
        Client.Response response = reset(email, "first", "one", "{\"tags\":[\"a\",\"b\"],\"nested\":{\"deep\":null}}");
        first = response.id();
        token = response.attribute("reset_password_token").asText();
        reset(email, "second", "first");
        reset(email, "third", null);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private Client.Response filtered(String filter, String value) {
        return list("filter[customer_id]", customer, "sort", "created_at", filter, value);
    }

    static Stream<Arguments> combinations() {
        return Stream.of(
                Arguments.of("filter[q][reference_or_reference_origin_eq]", "first", "first second"),
                Arguments.of("filter[q][reference_or_reference_origin_cont]", "IR", "first second third"),
                Arguments.of("filter[q][reference_or_customer_reference_null]", "true", "first second third"),
                Arguments.of("filter[q][reference_origin_not_eq]", "first", "second third"),
                Arguments.of("filter[q][created_at_or_updated_at_gt]", "2018-01-01", "first second third"),
                Arguments.of("filter[q][events_name_eq]", "customer_password_resets.create", "first second third"),
                Arguments.of("filter[q][events_name_not_eq]", "customer_password_resets.create", ""),
                Arguments.of("filter[q][events_name_start]", "CUSTOMER_", "first second third"),
                Arguments.of("filter[q][events_reference_null]", "true", "first second third"),
                Arguments.of("filter[q][customer_status_in]", "acquired,prospect", "first second third"),
                Arguments.of("filter[q][customer_status_eq]", "prösp🍎ct", ""),
                Arguments.of("filter[q][id_not_in]", "é,🍎,x", "first second third"),
                Arguments.of("filter[q][metadata_jcont]", "{\"tags\":[\"b\"]}", "first"),
                Arguments.of("filter[q][metadata_jcont]", "{\"nested\":{\"deep\":null}}", "first"),
                Arguments.of("filter[q][metadata_jcont]", "{\"nested\":{\"other\":null}}", ""),
                Arguments.of("filter[q][metadata_jcont]", "{}", "first second third"),
                Arguments.of("filter[reference]", "one,first", "first second"),
                Arguments.of("filter[reference_origin]", "third", "third"),
                Arguments.of("filter[created_at_from]", "2018-01-01T00:00:00+02:00", "first second third"),
                Arguments.of("filter[created_at_to]", "2018-01-01", ""),
                Arguments.of("filter[updated_at_from]", "9999-12-31T23:59:59.999999999Z", ""),
                Arguments.of("filter[updated_at_to]", "9999-12-31", "first second third"),
                Arguments.of("filter[q][created_at_gt]", "0001-01-01T00:00", "first second third"),
                Arguments.of("filter[reset_password_at_from]", "2018-01-01", ""),
                Arguments.of("filter[q][reset_password_at_null]", "true", "first second third"),
                Arguments.of("filter[q][reset_password_at_blank]", "true", "first second third"),
                Arguments.of("filter[q][reset_password_at_not_eq]", "2018-01-01", ""));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void lists(String filter, String value, String names) {
        assertThat(String.join(" ", names(filtered(filter, value)))).isEqualTo(names);
    }

    @Test
    void filtersByTheCustomer() {
        assertThat(names(list("filter[q][customer_email_eq]", email))).hasSize(3);
        assertThat(names(list("filter[q][customer_email_eq]", email.toUpperCase())))
                .isEmpty();
        assertThat(names(list("filter[q][customer_email_start]", email.toUpperCase())))
                .hasSize(3);
        assertThat(names(list("filter[q][customer_id_eq]", customer))).hasSize(3);
        assertThat(names(list("filter[id]", first + ",xxxxxxxxxx"))).containsExactly("first");
    }

    @Test
    void filtersAddUp() {
        Client.Response response = list(
                "filter[q][customer_email_eq]", email,
                "filter[q][reference_present]", "true",
                "filter[q][reference_origin_end]", "D");
        assertThat(names(response)).containsExactly("second");
    }

    @Test
    void listsAResetOnceHoweverManyOfItsEventsMatch() {
        Client.Response reset = reset(email, "twice", null);
        String changed = reset.attribute("reset_password_token").asText();
        Client.Response completed = backEnd()
                .update(
                        RESETS,
                        reset.id(),
                        "{\"customer_password\":\"another horse battery\",\"_reset_password_token\":\"" + changed
                                + "\"}");
        assertThat(completed.status()).as(completed.body()).isEqualTo(200);

        Client.Response response = list("filter[id]", reset.id(), "filter[q][events_name_start]", "customer_password");

        assertThat(names(response)).containsExactly("twice");
        assertThat(response.at("/meta/record_count").asInt()).isEqualTo(1);
        assertThat(names(list(
                        "filter[id]",
                        reset.id(),
                        "filter[q][events_name_eq]",
                        "customer_password_resets.reset_password")))
                .containsExactly("twice");
        backEnd().delete("/api/" + RESETS + "/" + reset.id());
    }

    @Test
    void findsATokenUntilItExpires() {
        String mail = email();
        String owner = customer(mail, null).id();
        String open =
                reset(mail, "open", null).attribute("reset_password_token").asText();
        assertThat(names(list("filter[q][reset_password_token_eq]", open))).containsExactly("open");
        assertThat(names(list("filter[reset_password_token]", open))).containsExactly("open");
        assertThat(names(list("filter[q][reset_password_token_eq]", open.toLowerCase() + "x")))
                .isEmpty();
        assertThat(tokenFilters(owner, open)).isEqualTo("not_eq 0, not_eq_or_null 0, present 1, null 0");

        clock.forward(Duration.ofMinutes(30));

        assertThat(names(list("filter[q][reset_password_token_eq]", open))).isEmpty();
        assertThat(names(list("filter[q][reset_password_token_eq_or_null]", open, "filter[customer_id]", owner)))
                .containsExactly("open");
        assertThat(tokenFilters(owner, open)).isEqualTo("not_eq 0, not_eq_or_null 1, present 0, null 1");
    }

    private String tokenFilters(String owner, String open) {
        return "not_eq " + found(owner, "not_eq", open) + ", not_eq_or_null " + found(owner, "not_eq_or_null", open)
                + ", present " + found(owner, "present", "true") + ", null " + found(owner, "null", "true");
    }

    private int found(String owner, String predicate, String value) {
        return list("filter[customer_id]", owner, "filter[q][reset_password_token_" + predicate + "]", value)
                .at("/meta/record_count")
                .asInt();
    }

    @Test
    void comparesTimesToTheMillisecond() {
        String createdAt = backEnd()
                .get("/api/" + RESETS + "/" + first)
                .attribute("created_at")
                .asText();
        String later = Instant.parse(createdAt).plusNanos(1000).toString();
        assertThat(names(filtered("filter[q][created_at_eq]", createdAt))).contains("first");
        assertThat(names(filtered("filter[q][created_at_eq]", later))).isEmpty();
        assertThat(names(filtered("filter[q][created_at_not_eq]", later))).contains("first");
        assertThat(names(filtered("filter[q][reset_password_at_not_eq]", later)))
                .isEmpty();
        assertThat(names(filtered("filter[q][created_at_lt]", later))).contains("first");
        assertThat(names(filtered("filter[q][created_at_gteq]", later))).doesNotContain("first");
        assertThat(names(filtered("filter[q][created_at_lteq]", createdAt.replace("Z", ""))))
                .contains("first");
    }

    @Test
    void staysInsideOrganizationAndMode() {
        for (TestApplications other :
                new TestApplications[] {TestApplications.LIVE_BACK_END, TestApplications.OTHER_BACK_END}) {
            assertThat(client(other)
                            .get("/api/" + RESETS + query("filter[q][customer_email_or_reference_eq]", email))
                            .at("/meta/record_count")
                            .asInt())
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filter[q][reference_like]       | x     | reference_cont",
                "filter[q][colour_eq]            | x     | Attributes: id, reset_password_token",
                "filter[q][customer_email_email] | x     | customer_email",
                "filter[q][customer_email]       | x     | Predicates: eq, not_eq",
                "filter[q][reference_or_colour_eq] | x   | Attributes: id",
                "filter[q][wrong_tokens_eq]      | 1     | Attributes: id",
                "filter[q][token_mac_null]       | true  | Attributes: id",
                "filter[q][customer_password_hash_null] | true | Attributes: id",
                "filter[q][]                     | x     | Attributes: id",
                "filter[q]                       | x     | Attributes: id",
                "filter[q][reference_eq          | x     | Attributes: id",
                "filter[colour]                  | x     | Attributes: id",
                "filter[reset_password_token_from] | x   | You can use: eq",
                "filter[q][reset_password_token_cont] | x | You can use: eq, not_eq",
                "filter[q][metadata_eq]          | {}    | You can use: jcont",
                "filter[q][metadata_jcont]       | [1]   | JSON object",
                "filter[q][metadata_jcont]       | {a    | JSON object",
                "filter[q][metadata_jcont]       | {\"a\":[[1]]} | array directly inside an array",
                "filter[q][metadata_jcont]       | {\"a\":12345678901234567890} | limits of metadata",
                "filter[q][created_at_cont]      | 2018  | You can use: eq",
                "filter[q][created_at_eq]        | soon  | ISO 8601",
                "filter[q][created_at_eq]        | 2018-02-30 | ISO 8601",
                "filter[q][created_at_eq]        | +12018-01-01 | ISO 8601",
                "filter[q][created_at_in]        | 2018-01-01, | ISO 8601",
                "filter[q][reference_null]       | maybe | true or false",
                "filter[q][customer_has_password_eq] | x | true or false",
                "filter[q][reference_true]       | true  | You can use: eq"
            })
    void refuses(String filter, String value, String hint) {
        Client.Response response = list(filter, value);
        assertThat(response.errors()).containsExactly("400 FILTER_NOT_ALLOWED " + filter);
        assertThat(response.at("/errors/0/detail").asText()).contains(hint.equals("reference_cont") ? "cont" : hint);
    }

    @Test
    void refusesEndlessLists() {
        String values = "1" + ",1".repeat(60);
        assertThat(list("filter[q][reference_or_reference_origin_in]", values).errors())
                .containsExactly("400 FILTER_NOT_ALLOWED filter[q][reference_or_reference_origin_in]");
        assertThat(names(list("filter[q][reference_in]", values))).isEmpty();
    }

    @Test
    void filtersOtherLists() {
        Client.Response events = backEnd()
                .get("/api/" + RESETS + "/" + first + "/events"
                        + query("filter[q][name_end]", ".create", "sort", "-id"));
        assertThat(events.at("/meta/record_count").asInt()).isEqualTo(1);
        assertThat(backEnd()
                        .get("/api/customers" + query("filter[q][email_eq]", email))
                        .at("/data/0/id")
                        .asText())
                .isEqualTo(customer);
        assertThat(token).hasSize(20);
    }
}
