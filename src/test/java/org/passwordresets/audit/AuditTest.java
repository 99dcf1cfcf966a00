package org.passwordresets.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passwordresets.support.Contracted.assertLike;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.MappedEntity;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passwordresets.customer.Customer;
import org.passwordresets.generated.api.EventStoresSpecification;
import org.passwordresets.resource.Audited;
import org.passwordresets.support.Client;
import org.passwordresets.support.Client.Response;
import org.passwordresets.support.ServerTest;
import org.passwordresets.support.TestApplications;

/** Every change leaves a record of who made it, what it was, from and to; no change leaves none, and no record has a secret. */
class AuditTest extends ServerTest implements EventStoresSpecification {
    private static final String RESETS = "customer_password_resets";
    private static final String PASSWORD = "correct horse battery";
    private static final String WRONG_TOKEN = "aaaaaaaaaaaaaaaaaaaa";

    private String email;
    private String customer;

    @BeforeEach
    void createACustomer() {
        email = email();
        customer = customer(email, PASSWORD).id();
    }

    private JsonNode changes(String type, String id) {
        Response response = backEnd().get("/api/%s/%s/event_stores".formatted(type, id));
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return response.json().path("data");
    }

    /** Such as {@code update {"reference":{"from":null,"to":"R"}}}. */
    private List<String> summaries(String type, String id) {
        List<String> summaries = new ArrayList<>();
        changes(type, id)
                .forEach(change -> summaries.add(
                        change.at("/attributes/event").asText() + " " + change.at("/attributes/payload")));
        return summaries;
    }

    private String last(String type, String id) {
        List<String> all = summaries(type, id);
        return all.get(all.size() - 1);
    }

    @Test
    @Override
    public void retrieveEventStore200() {
        Response reset = reset(email);
        String id = changes(RESETS, reset.id()).at("/0/id").asText();
        assertLike(
                backEnd().get("/api/event_stores/" + id),
                200,
                "retrieveEventStore",
                "reset-create",
                "BqLdTyGhNs",
                id,
                "xYZkjABcde",
                reset.id(),
                "YDWxVhZKjb",
                customer,
                "john@example.com",
                email,
                "back-office",
                TestApplications.BACK_END.clientId(),
                "192.0.2.1",
                "127.0.0.1");
        assertThat(backEnd().get("/api/event_stores/NoSuchIdXx").errors()).containsExactly("404 RECORD_NOT_FOUND");
        assertThat(client(TestApplications.OTHER_BACK_END)
                        .get("/api/event_stores/" + id)
                        .status())
                .as("Of another organization")
                .isEqualTo(404);
        assertThat(storefront().get("/api/event_stores/" + id).status())
                .as("Of an integration only")
                .isEqualTo(401);
    }

    @Test
    void aCompletedResetIsRecordedAtEverythingThatItChanges() {
        Response reset = reset(email);
        Response other = reset(email);
        complete(storefront(), reset.id(), token(reset), "another horse battery");

        assertThat(last(RESETS, other.id()))
                .isEqualTo("update {\"reset_password_token\":{\"from\":\"[secret]\",\"to\":null}}");
        assertThat(last("customers", customer))
                .isEqualTo("update {\"password\":{\"from\":\"[secret]\",\"to\":\"[secret]\"}}");
        assertThat(last(RESETS, reset.id()))
                .matches("update \\{\"reset_password_token\":\\{\"from\":\"\\[secret]\",\"to\":null},"
                        + "\"reset_password_at\":\\{\"from\":null,\"to\":\"[0-9-]+T[0-9:]+\\.\\d{3}Z\"}}");
        assertNoSecret(changes(RESETS, reset.id()) + " " + changes("customers", customer), token(reset));
    }

    private void assertNoSecret(String trail, String token) {
        List<String> stored = database().rows("SELECT payload FROM event_stores").stream()
                .map(row -> row.get(0))
                .toList();
        for (String secret : List.of(token, PASSWORD, "another horse battery", "$argon2")) {
            assertThat(trail).doesNotContain(secret);
            assertThat(stored).noneMatch(payload -> payload.contains(secret));
        }
    }

    @Test
    void anUpdateIsRecordedWithWhatItChangedAndOneThatChangesNothingIsNot() {
        update("{\"reference\":\"R-1\",\"metadata\":{\"b\":1,\"a\":[1.5,null]}}");
        assertThat(last("customers", customer))
                .contains("\"reference\":{\"from\":null,\"to\":\"R-1\"}")
                .contains("\"metadata\":{\"from\":{},\"to\":{")
                .doesNotContain("email", "password");
        int before = summaries("customers", customer).size();

        update("{}");
        update("{\"reference\":\"R-1\"}");
        update("{\"metadata\":{\"a\":[1.5,null],\"b\":1}}");
        assertThat(summaries("customers", customer)).hasSize(before);

        update("{\"reference\":null}");
        assertThat(last("customers", customer)).isEqualTo("update {\"reference\":{\"from\":\"R-1\",\"to\":null}}");
        Response reset = reset(email);
        update("{\"email\":\"new-%s\"}".formatted(email));
        assertThat(last("customers", customer))
                .isEqualTo("update {\"email\":{\"from\":\"%1$s\",\"to\":\"new-%1$s\"}}".formatted(email));
        assertThat(last(RESETS, reset.id())).as("It invalidates the reset").contains("reset_password_token");
    }

    private void update(String attributes) {
        Response response = backEnd().update("customers", customer, attributes);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
    }

    @Test
    void aCustomersOwnChangeSaysWhoMadeItFromWhere() {
        Client.signedIn(server.getURI(), TestApplications.STOREFRONT, email, PASSWORD)
                .update("customers", customer, "{\"password\":\"another horse battery\"}");
        JsonNode changes = changes("customers", customer);
        JsonNode who = changes.path(changes.size() - 1).at("/attributes/who");
        assertThat(who.at("/owner/id").asText()).isEqualTo(customer);
        assertThat(who.at("/application/client_id").asText()).isEqualTo(TestApplications.STOREFRONT.clientId());
        assertThat(who.path("address").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void whatIsRefusedOrRolledBackLeavesNoRecord() {
        customer("taken-" + email, null);
        int before = summaries("customers", customer).size();

        assertThat(backEnd()
                        .update("customers", customer, "{\"email\":\"taken-%s\"}".formatted(email))
                        .status())
                .isEqualTo(422);
        assertThat(summaries("customers", customer)).hasSize(before);
    }

    @Test
    void theWrongTokenThatInvalidatesAResetIsRecorded() {
        Response reset = reset(email);
        for (int attempt = 1; attempt <= 9; attempt++) {
            complete(storefront(), reset.id(), WRONG_TOKEN, PASSWORD);
        }
        assertThat(summaries(RESETS, reset.id())).hasSize(1);
        complete(storefront(), reset.id(), WRONG_TOKEN, PASSWORD);
        complete(storefront(), reset.id(), WRONG_TOKEN, PASSWORD);

        assertThat(summaries(RESETS, reset.id())).hasSize(2);
        JsonNode who = changes(RESETS, reset.id()).at("/1/attributes/who");
        assertThat(who)
                .hasToString("{\"application\":{\"client_id\":\"client-storefront\",\"kind\":\"sales_channel\","
                        + "\"public\":true},\"owner\":null,\"address\":\"127.0.0.1\"}");
    }

    @Test
    void theRecordsOutliveTheirResource() {
        Response reset = reset(email);
        assertThat(backEnd().delete("/api/customers/" + customer).status()).isEqualTo(204);

        assertThat(last("customers", customer)).isEqualTo("destroy {}");
        assertThat(last(RESETS, reset.id())).isEqualTo("destroy {}");
        assertThat(client(TestApplications.OTHER_BACK_END)
                        .get("/api/customers/%s/event_stores".formatted(customer))
                        .status())
                .isEqualTo(404);
        assertThat(backEnd().get("/api/customers/NoSuchIdXx/event_stores").status())
                .isEqualTo(404);
    }

    /** Such as one that was created by an earlier version. */
    @Test
    void aResourceWithoutRecordsHasAnEmptyList() {
        database().change("DELETE FROM event_stores WHERE resource_id = ?", customer);
        Response list = backEnd().get("/api/customers/%s/event_stores".formatted(customer));
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).isEqualTo("{\"data\":[],\"meta\":{},\"links\":{}}");
    }

    @Test
    void theListIsReadWithACursor() {
        for (int number = 1; number <= 6; number++) {
            update("{\"reference\":\"R-%d\"}".formatted(number));
        }
        List<String> walked = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = server.getURI()
                + "/api/customers/%s/event_stores?page[size]=3&fields[event_stores]=payload".formatted(customer);
        while (!next.isEmpty()) {
            Response page = backEnd()
                    .get(next.substring(server.getURI().toString().length())
                            .replace("[", "%5B")
                            .replace("]", "%5D"));
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.at("/meta")).isEmpty();
            page.at("/data")
                    .forEach(change -> walked.add(
                            change.at("/attributes/payload/reference/to").asText()));
            sizes.add(page.at("/data").size());
            next = page.at("/links/next").asText();
        }
        assertThat(walked).containsExactly("", "R-1", "R-2", "R-3", "R-4", "R-5", "R-6");
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    void aWrongCursorIsRefused() {
        String ofAnother =
                changes("customers", customer(email(), null).id()).at("/0/id").asText();
        for (String cursor : List.of("NoSuchIdXx", ofAnother, "1", "", "xYZkjABcde%20")) {
            Response response =
                    backEnd().get("/api/customers/%s/event_stores?page%%5Bafter%%5D=%s".formatted(customer, cursor));
            assertThat(response.status()).as(cursor + response.body()).isEqualTo(400);
            assertThat(response.at("/errors/0/code").asText()).isEqualTo("INVALID_PAGE_VALUE");
            assertThat(response.at("/errors/0/source/parameter").asText()).isEqualTo("page[after]");
        }
        assertThat(backEnd()
                        .get("/api/customers/%s/event_stores?page%%5Bnumber%%5D=2".formatted(customer))
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("PARAM_NOT_ALLOWED");
    }

    /** However many rows there are, a page reads only its own, in the order of the index. */
    @Test
    void aPageNeedsNoSortAndReadsNoOtherResource() {
        String digits = "SELECT 0 n "
                + Stream.of(1, 2, 3, 4, 5, 6, 7, 8, 9)
                        .map(digit -> "UNION ALL SELECT " + digit)
                        .collect(Collectors.joining(" "));
        database().change("""
                INSERT INTO event_stores (id, organization_id, mode, event, resource_type, resource_id, payload, client_id, kind,
                    is_public, created_at)
                SELECT CONCAT('plan', LPAD(100 * a.n + 10 * b.n + c.n, 6, '0')), 'AAAAAAAAAA', 'test', 'update', 'customers',
                    CONCAT('of', LPAD(100 * a.n + 10 * b.n + c.n, 8, '0')), '{}', 'client', 'integration', FALSE, NOW()
                FROM (%1$s) a, (%1$s) b, (%1$s) c
                """.formatted(digits));
        database().rows("ANALYZE TABLE event_stores");
        String first = changes("customers", customer).at("/0/id").asText();
        List<List<String>> plan = database().rows("""
                        EXPLAIN SELECT t.id FROM event_stores t WHERE t.organization_id = 'AAAAAAAAAA' AND t.mode = 'test'
                        AND t.resource_type = 'customers' AND t.resource_id = ?
                        AND t.seq > (SELECT c.seq FROM event_stores c WHERE c.id = ?) ORDER BY t.seq LIMIT 11
                        """, customer, first);
        assertThat(plan.toString())
                .contains("event_stores_of_resource")
                .doesNotContain("filesort", "Sort:", "temporary", "Table scan", " ALL,");
    }

    /** So that nobody adds an attribute whose changes are lost. */
    @Test
    void everyComponentOfARowIsAuditedOrInternal() throws ClassNotFoundException {
        Set<String> internal = Set.of(
                "id",
                "organizationId",
                "mode",
                "createdAt",
                "updatedAt",
                "emailKey",
                "tokenCiphertext",
                "tokenKeyId",
                "expiresAt",
                "wrongTokens",
                "accessGeneration");
        Set<String> lost = new TreeSet<>();
        for (Class<?> row : List.of(Customer.class, Class.forName("org.passwordresets.passwordreset.PasswordReset"))) {
            assertThat(row.isAnnotationPresent(MappedEntity.class)).isTrue();
            Set<String> audited = new HashSet<>();
            Stream.of(row.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(Audited.class))
                    .forEach(field -> audited.add(field.getName()));
            Stream.of(row.getRecordComponents())
                    .map(RecordComponent::getName)
                    .filter(name -> !audited.contains(name) && !internal.contains(name))
                    .forEach(name -> lost.add(row.getSimpleName() + "." + name));
        }
        assertThat(lost).isEmpty();
    }
}
