package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passwordresets.error.ErrorDocuments;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ApiError;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.query.ResourceQuery;
import org.passwordresets.stub.StubServer;
import org.passwordresets.support.Client;
import org.passwordresets.support.EditedContract;

/** Query parameters and headers of an operation's own, checked by the schemas that a contract gives them. */
class OrdinaryParametersTest {
    private static final String PARAMETERS = """
                  parameters:
                    - {name: X-Source, in: header, required: true, description: Who asks., schema: {type: string, enum: [shop, desk]}}
                    - {name: X-Priority, in: header, description: How urgent., schema: {type: integer, minimum: 1, maximum: 5}}
                    - {name: X-Labels, in: header, description: Labels., schema: {type: array, maxItems: 3, items: {type: string, minLength: 1}}}
                    - {name: dry_run, in: query, description: Whether to pretend., schema: {type: boolean, default: false}}
                    - {name: attempts, in: query, description: How often., schema: {type: integer, minimum: 1, maximum: 9}}
                    - {name: offset, in: query, description: A large number., schema: {type: integer, format: int64}}
                    - {name: ratio, in: query, description: A share., schema: {type: number, maximum: 1}}
                    - {name: colour, in: query, description: A colour., schema: {type: string, pattern: '^#[0-9a-f]{6}$'}}
                    - {name: note, in: query, description: A text., schema: {type: string, minLength: 2, maxLength: 4}}
                    - {name: mode, in: query, description: The mode., schema: {$ref: 'shared.yaml#/schemas/Mode'}}
                    - {name: since, in: query, description: A time., schema: {type: string, format: date-time}}
                    - {name: day, in: query, description: A day., schema: {type: string, format: date}}
                    - {name: tag, in: query, description: Tags., schema: {type: array, items: {type: string, enum: [a, b]}}}
                    - {name: code, in: query, explode: false, description: Codes., schema: {type: array, maxItems: 2, items: {type: integer}}}
            """;
    private static final String REPORTS = """
              /api/reports:
                get:
                  operationId: retrieveReport
                  x-rights: [integration]
                  tags: [events]
                  parameters:
                    - {name: verbose, in: query, required: true, description: How much., schema: {type: boolean}}
                    - {name: sort, in: query, description: An order., schema: {type: string}}
                  responses:
                    '200':
                      description: A report.
                      content:
                        application/vnd.api+json:
                          schema: {type: object}
                          examples:
                            short: {value: {meta: {total: 7}}}
            """;

    @TempDir
    private static Path directory;

    private static RequestVerdict verdict;

    @BeforeAll
    static void declareThem() {
        EditedContract contract = EditedContract.copiedTo(directory)
                .replace("events.yaml", "  /api/events/{id}:\n", REPORTS + "  /api/events/{id}:\n")
                .replace(
                        "events.yaml",
                        "      parameters:\n        - {$ref: 'shared.yaml#/parameters/PageNumber'}\n",
                        PARAMETERS + "        - {$ref: 'shared.yaml#/parameters/PageNumber'}\n")
                .replace(
                        "openapi.yaml",
                        "  /api/events/{id}:\n",
                        "  /api/reports:\n    $ref: events.yaml#/paths/~1api~1reports\n  /api/events/{id}:\n");
        verdict = new RequestVerdict(contract.read());
    }

    @Introspected
    record ListEventsParameters(
            ResourceQuery query,
            @QueryValue("dry_run") @Nullable Boolean dryRun,
            @QueryValue("attempts") @Nullable Integer attempts,
            @QueryValue("offset") @Nullable Long offset,
            @QueryValue("ratio") @Nullable BigDecimal ratio,
            @QueryValue("colour") @Nullable String colour,
            @QueryValue("mode") @Nullable Mode mode,
            @QueryValue("since") @Nullable Instant since,
            @QueryValue("day") @Nullable LocalDate day,
            @QueryValue("tag") @Nullable List<String> tag,
            @QueryValue("code") @Nullable List<Integer> code,
            @Header("X-Source") String source,
            @Header("X-Priority") @Nullable Integer priority,
            @Header("X-Labels") @Nullable List<String> labels) {}

    @Test
    void theyReachTheControllerTyped() {
        MutableHttpRequest<?> request = events(
                        "dry_run=true&attempts=3&offset=9007199254740993&ratio=0.25&colour=%23ff8800&mode=live"
                                + "&since=2018-01-01T13:00:00%2B01:00&day=2018-01-01&tag=a&tag=b&code=1,2&page[size]=5")
                .header("X-Priority", "5")
                .header("X-Labels", "new, hot");

        ListEventsParameters parameters = bound(request);

        assertThat(parameters)
                .isEqualTo(new ListEventsParameters(
                        parameters.query(),
                        true,
                        3,
                        9007199254740993L,
                        new BigDecimal("0.25"),
                        "#ff8800",
                        Mode.LIVE,
                        Instant.parse("2018-01-01T12:00:00Z"),
                        LocalDate.parse("2018-01-01"),
                        List.of("a", "b"),
                        List.of(1, 2),
                        "shop",
                        5,
                        List.of("new", "hot")));
        assertThat(parameters.query().page()).isEqualTo(new ResourceQuery.Page(1, 5));
    }

    @Test
    void thoseThatAreLeftOutAreNullOrTheDefault() {
        ListEventsParameters parameters = bound(events(""));

        assertThat(parameters.dryRun()).isFalse();
        assertThat(parameters.attempts()).isNull();
        assertThat(parameters.tag()).isNull();
        assertThat(parameters.query().page()).isEqualTo(new ResourceQuery.Page(1, 10));
    }

    private static ListEventsParameters bound(HttpRequest<?> request) {
        assertThat(verdict.problem(request, null)).isEmpty();
        return (ListEventsParameters) new ArgumentBinders.OfParameters()
                .bind(ConversionContext.of((Argument) Argument.of(ListEventsParameters.class)), request)
                .get();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            dry_run=yes                    | BAD_REQUEST       | dry_run  | Send true or false.
            dry_run=                       | BAD_REQUEST       | dry_run  | Send true or false.
            dry_run=true&dry_run=true      | PARAM_NOT_ALLOWED | dry_run  | It can occur only once.
            attempts=0                     | BAD_REQUEST       | attempts | Send a whole number from 1 to 9.
            attempts=2.5                   | BAD_REQUEST       | attempts | Send a whole number from 1 to 9.
            attempts=three                 | BAD_REQUEST       | attempts | Send a whole number from 1 to 9.
            offset=99999999999999999999    | BAD_REQUEST       | offset   | Send a whole number.
            ratio=1.01                     | BAD_REQUEST       | ratio    | Send a number of at most 1.
            ratio=1e9999                   | BAD_REQUEST       | ratio    | Send a number of at most 1.
            colour=red                     | BAD_REQUEST       | colour   | Send a string that matches ^#[0-9a-f]{6}$.
            note=x                         | BAD_REQUEST       | note     | Send a string of 2 to 4 characters.
            note=%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80 | BAD_REQUEST | note | Send a string of 2 to 4 characters.
            mode=both                      | BAD_REQUEST       | mode     | Send one of these: test, live.
            since=yesterday                | BAD_REQUEST       | since    | Send a time such as 2018-01-01T12:00:00Z.
            day=2018-02-30                 | BAD_REQUEST       | day      | Send a date such as 2018-01-01.
            tag=a&tag=c                    | BAD_REQUEST       | tag      | Send a list, each element being one of these: a, b.
            code=1,2,3                     | BAD_REQUEST       | code     | Send a list of at most 2 elements, each element being a whole number.
            code=1&code=2                  | PARAM_NOT_ALLOWED | code     | It can occur only once.
            page[size]=26                  | INVALID_PAGE_VALUE | page[size] | Send a whole number from 1 to 25.
            """)
    void anInvalidValueIsRefused(String query, String code, String parameter, String detail) {
        ApiError error = error(events(query));

        assertThat(error.code().text()).isEqualTo(code);
        assertThat(error.source().parameter()).isEqualTo(parameter);
        assertThat(error.detail()).isEqualTo(detail);
    }

    @Test
    void anUndeclaredParameterIsRefusedAndAnUndeclaredHeaderIgnored() {
        assertThat(error(events("color=red")).source().parameter()).isEqualTo("color");
        assertThat(verdict.problem(events("").header("X-Color", "red"), null)).isEmpty();
    }

    @Test
    void headersAreRefusedByTheirNames() {
        HttpRequest<?> without = HttpRequest.GET("/api/events").header("Authorization", "Bearer any");
        assertThat(error(without).code().text()).isEqualTo("PARAM_MISSING");
        assertThat(error(without).source().header()).isEqualTo("X-Source");
        for (Map.Entry<String, String> wrong :
                Map.of("X-Priority", "6", "X-Labels", "a,,b").entrySet()) {
            ApiError error = error(events("").header(wrong.getKey(), wrong.getValue()));
            assertThat(error.code().text()).isEqualTo("BAD_REQUEST");
            assertThat(error.source().header()).isEqualTo(wrong.getKey());
        }
        assertThat(verdict.problem(events("").header("X-Source", "desk"), null))
                .as("sent twice")
                .isPresent();
    }

    @Test
    void anOperationWithoutResourcesTakesThemToo() {
        assertThat(error(get("/api/reports")).code().text()).isEqualTo("PARAM_MISSING");
        assertThat(error(get("/api/reports")).source().parameter()).isEqualTo("verbose");
        assertThat(error(get("/api/reports?verbose=very")).source().parameter()).isEqualTo("verbose");
        assertThat(error(get("/api/reports?verbose=true&sort=id")).code().text())
                .isEqualTo("INVALID_SORT_CRITERIA");
        assertThat(verdict.problem(get("/api/reports?verbose=true"), null)).isEmpty();
    }

    @Test
    void theStubChecksThemAsTheServerDoes() {
        try (StubServer stub = new StubServer(Map.of("stub.contract", directory.toString()))) {
            Client client = stub.client();
            assertThat(client.get("/api/reports").errors()).containsExactly("400 PARAM_MISSING verbose");
            assertThat(client.get("/api/reports?verbose=true").at("/meta/total").asInt())
                    .isEqualTo(7);
            assertThat(client.get("/api/events").errors()).containsExactly("400 PARAM_MISSING X-Source");
            assertThat(client.header("X-Source", "desk")
                            .get("/api/events?attempts=10")
                            .errors())
                    .containsExactly("400 BAD_REQUEST attempts");
            assertThat(client.header("X-Source", "desk")
                            .get("/api/events?attempts=9")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static MutableHttpRequest<?> events(String query) {
        return get("/api/events?" + query).header("X-Source", "shop");
    }

    private static MutableHttpRequest<?> get(String address) {
        return HttpRequest.GET(address.replace("[", "%5B").replace("]", "%5D")).header("Authorization", "Bearer any");
    }

    private static ApiError error(HttpRequest<?> request) {
        Optional<Problem> problem = verdict.problem(request, null);
        assertThat(problem).isPresent();
        return ErrorDocuments.of(problem.get(), "", null).errors().get(0);
    }
}
