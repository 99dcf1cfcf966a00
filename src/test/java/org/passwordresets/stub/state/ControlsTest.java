package org.passwordresets.stub.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.passwordresets.contract.Contract;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;

/** A test puts the stub where it needs it: into a state, at a time, and back to the start. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlsTest {
    private static final String RESETS = "customer_password_resets";

    private StubServer stub;
    private Client api;
    private Client control;

    @BeforeAll
    void start() {
        stub = new StubServer(Map.of("stub.state", true));
        api = stub.client();
        control = control(stub);
    }

    private static Client control(StubServer stub) {
        return Client.plain(stub.address()).header("Content-Type", "application/json");
    }

    @AfterAll
    void stop() {
        stub.close();
    }

    @BeforeEach
    void startAnew() {
        assertThat(control.delete("/__stub/state").status()).isEqualTo(204);
    }

    @Test
    void aResetExpiresWhenTheClockMoves() {
        JsonNode reset = enter("{\"state\":\"a password reset is open\",\"params\":{\"reference\":\"A\"}}")
                .json();
        String id = reset.path("reset_id").asText();
        assertThat(api.get("/api/customer_password_resets/" + id)
                        .attribute("reference")
                        .asText())
                .isEqualTo("A");

        assertThat(move("{\"forward\":\"PT25H\"}").status()).isEqualTo(200);
        assertThat(complete(id, reset.path("reset_token").asText()).errors())
                .containsExactly("422 VALIDATION_ERROR /data/attributes/_reset_password_token expired");

        assertThat(control.delete("/__stub/state").status()).isEqualTo(204);
        assertThat(api.get("/api/customer_password_resets/" + id).status()).isEqualTo(404);
        assertThat(year(control.get("/__stub/clock"))).isEqualTo(Year.now().toString());
    }

    @Test
    void theClockRunsOnOrStops() {
        assertThat(year(move("{\"time\":\"2031-05-06T07:08:09Z\"}"))).isEqualTo("2031");
        String created = api.create("customers", "{\"email\":\"new@example.com\"}")
                .attribute("created_at")
                .asText();
        assertThat(created).startsWith("2031-05-06T07:0");

        move("{\"time\":\"2031-05-06T07:08:09Z\",\"stopped\":true}");
        assertThat(move("{\"forward\":\"-P1D\"}").json().toString())
                .isEqualTo("{\"time\":\"2031-05-05T07:08:09.000Z\",\"stopped\":true}");
    }

    @ParameterizedTest
    @EnumSource(ProviderState.class)
    void everyStateGivesItsValues(ProviderState state) {
        String parameters =
                switch (state) {
                    case NO_CUSTOMER -> "{\"email\":\"john@example.com\"}";
                    case CREATED -> "{\"count\":3,\"month\":\"2019-03\"}";
                    default -> "{}";
                };
        Client.Response entered =
                enter("{\"state\":\"%s\",\"params\":%s,\"action\":\"setup\"}".formatted(state.text(), parameters));

        assertThat(entered.status()).as(entered.body()).isEqualTo(200);
        Set<String> names = new TreeSet<>();
        entered.json().fieldNames().forEachRemaining(names::add);
        Set<String> expected = new TreeSet<>(state.valueNames());
        if (state.isOfCaller()) {
            expected.add("access_token");
        }
        assertThat(names).isEqualTo(expected);
        if (state == ProviderState.NO_CUSTOMER) {
            assertThat(count("customers?filter[q][email_eq]=john@example.com")).isZero();
        } else if (state == ProviderState.CREATED) {
            assertThat(count("customer_password_resets?filter[q][created_at_lt]=2019-03-03"))
                    .isEqualTo(2 + earlier());
        }
    }

    private int earlier() {
        return count("customer_password_resets?filter[q][created_at_lt]=2019-03-01");
    }

    private int count(String list) {
        return api.get("/api/" + list.replace("[", "%5B").replace("]", "%5D"))
                .at("/meta/record_count")
                .asInt();
    }

    @Test
    void theCallersTokensAreThoseOfTheirKinds() {
        String salesChannel = enter("{\"state\":\"a sales channel calls\"}")
                .at("/access_token")
                .asText();
        String invalid = enter("{\"state\":\"the access token is not valid\"}")
                .at("/access_token")
                .asText();

        assertThat(api.header("Authorization", "Bearer " + salesChannel)
                        .get("/api/events")
                        .errors())
                .containsExactly("401 UNAUTHORIZED");
        assertThat(api.header("Authorization", "Bearer " + invalid)
                        .get("/api/events")
                        .errors())
                .containsExactly("401 INVALID_TOKEN Authorization");
    }

    @Test
    void theStatesCanBeListed() {
        assertThat(control.get("/__stub/states").at("/states").findValuesAsText("state"))
                .hasSize(ProviderState.values().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /states | {`state`:`a pasword reset is open`} | 400 BAD_REQUEST /state | There is no such state. There are: `a customer can sign in`, `a customer exists`, ",
                "POST | /states | {`state`:`a password reset is open`,`params`:{`refrence`:`A`}} | 400 BAD_REQUEST /params | The state `a password reset is open` takes reference, not refrence.",
                "POST | /states | {`state`:`password resets were created`,`params`:{`count`:3}} | 400 BAD_REQUEST /params | needs the parameter month.",
                "POST | /states | {`state`:`password resets were created`,`params`:{`count`:32,`month`:`2019-03`}} | 400 BAD_REQUEST /params/count | a number from 0 to 31",
                "POST | /states | {`state`:`password resets were created`,`params`:{`count`:3,`month`:`March`}} | 400 BAD_REQUEST /params/month | a month, such as 2019-03",
                "POST | /states | {`state`:`password resets were created`,`params`:{`count`:4294967296,`month`:`2019-03`}} | 400 BAD_REQUEST /params/count | a number from 0 to 31",
                "POST | /states | {`state`:`password resets were created`,`params`:{`count`:1,`month`:`+999999-02`}} | 400 BAD_REQUEST /params/month | a month, such as",
                "POST | /states | {`state`:`password resets were created`,`params`:{`count`:1,`month`:`-0001-02`}} | 400 BAD_REQUEST /params/month | a month, such as",
                "POST | /states | {`state`:`a password reset is open`,`params`:{`reference`:{}}} | 400 BAD_REQUEST /params/reference | at most 255 characters",
                "POST | /states | {`state`:`a password reset is open`,`params`:{`reference`:`LONG`}} | 400 BAD_REQUEST /params/reference | at most 255 characters",
                "POST | /states | {`state`:`a password reset is open`,`params`:[]} | 400 BAD_REQUEST /params | must be an object",
                "POST | /states | {`state`:`a password reset is open`} x | 400 BAD_REQUEST | nothing after it",
                "POST | /states | {`state`:`a customer exists`,`state`:`a password reset is open`} | 400 BAD_REQUEST | each member once",
                "POST | /states | {`name`:`a customer exists`} | 400 BAD_REQUEST /name | The body can have: action, consumer, params, state.",
                "POST | /states | [] | 400 BAD_REQUEST | must be a JSON object",
                "POST | /states | {`state` | 400 BAD_REQUEST | must be a JSON object",
                "PUT | /clock | {} | 400 BAD_REQUEST | Send either",
                "PUT | /clock | {`time`:`2030-01-01T00:00:00Z`,`forward`:`PT1H`} | 400 BAD_REQUEST | Send either",
                "PUT | /clock | {`time`:`tomorrow`} | 400 BAD_REQUEST /time | in UTC, such as",
                "PUT | /clock | {`forward`:`25h`} | 400 BAD_REQUEST /forward | in ISO 8601, such as PT25H",
                "PUT | /clock | {`forward`:`P999999999D`} | 400 BAD_REQUEST /forward | between 1970 and 9999",
                "PUT | /clock | {`forward`:`P1M`} | 400 BAD_REQUEST /forward | Years, months and weeks are not supported",
                "PUT | /clock | {`time`:`2030-01-01T00:00:00Z`,`stopped`:`yes`} | 400 BAD_REQUEST /stopped | true or false",
                "GET | /state | {} | 405 METHOD_NOT_ALLOWED | does not support GET",
                "PUT | /states | {} | 405 METHOD_NOT_ALLOWED | does not support PUT",
                "GET | /nothing | {} | 404 NOT_FOUND | nothing at this address",
            })
    void aMistakeIsAnErrorInTheApisFormat(String method, String path, String body, String error, String detail) {
        int before = count(RESETS);
        Client.Response response =
                control.send(method, "/__stub" + path, body.replace('`', '"').replace("LONG", "x".repeat(256)));

        assertThat(response.header("Content-Type")).isEqualTo("application/vnd.api+json");
        assertThat(response.errors()).containsExactly(error);
        assertThat(response.at("/errors/0/detail").asText()).contains(detail.replace('`', '"'));
        assertThat(count(RESETS)).isEqualTo(before);
    }

    @Test
    void aSavedContractLeavesTheStateAsItIs() {
        String id = enter("{\"state\":\"a password reset is open\"}")
                .at("/reset_id")
                .asText();
        int before = count(RESETS);
        stub.bean(Contract.class).become(Contract.in(Path.of("openapi")));

        assertThat(api.get("/api/customer_password_resets/" + id).status()).isEqualTo(200);
        assertThat(count(RESETS)).isEqualTo(before);
    }

    @Test
    void thePageIsNewWheneverTheClockIsMoved() {
        move("{\"forward\":\"PT25H\"}");
        String moved = control.get("/__stub").header("ETag");
        assertThat(control.get("/__stub").header("ETag")).isEqualTo(moved);
        move("{\"forward\":\"PT25H\"}");
        assertThat(control.get("/__stub").header("ETag")).isNotEqualTo(moved);
    }

    @Test
    void pagesOfOtherOriginsCannotControlIt() {
        String state = "{\"state\":\"a customer exists\"}";
        Client foreign = control.header("Origin", "https://shop.example");
        assertThat(foreign.send("POST", "/__stub/states", state).errors()).containsExactly("401 UNAUTHORIZED Origin");
        assertThat(foreign.send("PUT", "/__stub/clock", "{\"forward\":\"PT1H\"}")
                        .status())
                .isEqualTo(401);
        assertThat(foreign.delete("/__stub/state").status()).isEqualTo(401);
        assertThat(foreign.header("Access-Control-Request-Method", "DELETE")
                        .send("OPTIONS", "/__stub/state", "")
                        .header("Access-Control-Allow-Origin"))
                .isNull();
        // A page needs no permission to send this type.
        assertThat(control.header("Content-Type", "text/plain")
                        .send("POST", "/__stub/states", state)
                        .errors())
                .containsExactly("415 UNSUPPORTED_MEDIA_TYPE Content-Type");

        assertThat(control.header("Origin", stub.address().toString())
                        .send("POST", "/__stub/states", state)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aStubWithoutStateSaysSo() {
        try (StubServer stateless = new StubServer(Map.of())) {
            for (String operation : List.of("POST /states", "PUT /clock", "DELETE /state")) {
                String[] methodAndPath = operation.split(" ");
                Client.Response refused = control(stateless).send(methodAndPath[0], "/__stub" + methodAndPath[1], "{}");
                assertThat(refused.status()).isEqualTo(501);
                assertThat(refused.at("/errors/0/detail").asText())
                        .contains("start it with --state (STATE=on in make)");
            }
        }
    }

    private Client.Response enter(String state) {
        return control.send("POST", "/__stub/states", state);
    }

    private Client.Response move(String time) {
        return control.send("PUT", "/__stub/clock", time);
    }

    private static String year(Client.Response clock) {
        return clock.at("/time").asText().substring(0, 4);
    }

    private Client.Response complete(String id, String token) {
        return api.update(
                RESETS,
                id,
                "{\"customer_password\":\"a new password\",\"_reset_password_token\":\"%s\"}".formatted(token));
    }
}
