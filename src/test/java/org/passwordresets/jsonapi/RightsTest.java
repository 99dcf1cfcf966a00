package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passwordresets.auth.CallerKind;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Rights;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.support.EditedContract;
import org.passwordresets.support.LogCapture;

/** Who may do what: {@code x-rights} in the contract, and nothing else. */
class RightsTest {
    private static final Contract CONTRACT = Contract.packaged();
    private static final String TOKEN = "Bearer any";
    private static final String COMPLETE = "/api/customer_password_resets/xYZkjABcde";

    static Stream<Arguments> operationsAndKinds() {
        return CONTRACT.operations().stream()
                .flatMap(operation -> Arrays.stream(CallerKind.values()).map(kind -> Arguments.of(operation, kind)));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("operationsAndKinds")
    void onlyTheKindsThatAnOperationNamesMayUseIt(Operation operation, CallerKind kind) {
        HttpRequest<?> request = HttpRequest.create(
                        HttpMethod.parse(operation.method()), operation.path().replace("{id}", "xYZkjABcde"))
                .header("Authorization", TOKEN);

        assertThat(verdict(CONTRACT, kind, request)
                        .filter(Problem.AccessDenied.class::isInstance)
                        .isEmpty())
                .isEqualTo(operation.rights().of(kind.text()) != Rights.Reach.NONE);
    }

    @Test
    void theContractExplainsEachKind() {
        assertThat(ContractBundle.packaged()
                        .document()
                        .at("/components/securitySchemes/bearerAuth/x-application-kinds")
                        .fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        Arrays.stream(CallerKind.values()).map(CallerKind::text).toList());
    }

    @Test
    void withoutRightsNobodyMayAndTheStartSaysWhatIsMissing(@TempDir Path directory) {
        EditedContract.copiedTo(directory)
                .replace(
                        "events.yaml",
                        "      x-rights: [integration, webapp_read_only, webapp_support, webapp_admin]\n",
                        "");
        try (LogCapture log = new LogCapture()) {
            Contract contract = Contract.in(directory);

            assertThat(log.text()).contains("events.yaml:5:5: nobody may use the operation listEvents");
            assertThat(verdict(
                            contract,
                            CallerKind.INTEGRATION,
                            HttpRequest.GET("/api/events").header("Authorization", TOKEN)))
                    .hasValueSatisfying(problem -> assertThat(problem.detail()).contains("has no x-rights"));
        }
    }

    @Test
    void whoMayReadATypeMayIncludeIt(@TempDir Path directory) {
        HttpRequest<?> including = HttpRequest.PATCH(COMPLETE + "?include=customer", "")
                .contentType(JsonApi.TYPE)
                .header("Authorization", TOKEN);
        byte[] body = """
                {"data": {"type": "customer_password_resets", "id": "xYZkjABcde", "attributes": {
                 "customer_password": "correct horse battery", "_reset_password_token": "xhFfkmfybsLxzaAP6xcs"}}}
                """.getBytes();
        assertThat(new RequestVerdict(CONTRACT, CallerKind.SALES_CHANNEL).problem(including, body))
                .containsInstanceOf(Problem.AccessDenied.class);

        EditedContract edited = EditedContract.copiedTo(directory)
                .replace(
                        "customers.yaml",
                        "      summary: Retrieve a customer\n      x-rights: [integration,",
                        "      summary: Retrieve a customer\n      x-rights: [integration, sales_channel,");
        assertThat(new RequestVerdict(edited.read(), CallerKind.SALES_CHANNEL).problem(including, body))
                .isEmpty();
    }

    /** In these tests, the id of the signed-in customer is xYZkjABcde. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH"})
    void aCustomerMeetsOnlyTheirOwnRecord(String method) {
        assertThat(ofCustomer(method, "xYZkjABcde", "{\"password\": \"correct horse battery\"}"))
                .isEmpty();
        for (String other : List.of("YDWxVhZKjb", "XYZkjABcde", "xYZkjABcde%20", "1")) {
            assertThat(ofCustomer(method, other, "{\"password\": \"correct horse battery\"}"))
                    .as(other)
                    .containsInstanceOf(Problem.RecordNotFound.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "email, true",
        "password, true",
        "shopper_reference, false",
        "reference, false",
        "reference_origin, false",
        "metadata, false",
        "status, false"
    })
    void aCustomerWritesOnlyWhatSignsThemIn(String attribute, boolean isAllowed) {
        Optional<Problem> problem =
                ofCustomer("PATCH", "xYZkjABcde", "{\"%s\": \"john.doe@example.com\"}".formatted(attribute));

        assertThat(problem.isEmpty()).as(problem.toString()).isEqualTo(isAllowed);
        assertThat(problem.map(Problem::code)).isIn(Optional.empty(), Optional.of(ErrorCode.PARAM_NOT_ALLOWED));
    }

    private static Optional<Problem> ofCustomer(String method, String id, String attributes) {
        HttpRequest<?> request = HttpRequest.create(HttpMethod.parse(method), "/api/customers/" + id)
                .header("Content-Type", Contract.MEDIA_TYPE)
                .header("Authorization", TOKEN);
        String document = "{\"data\": {\"type\": \"customers\", \"id\": \"%s\", \"attributes\": %s}}"
                .formatted(id.replace("%20", " "), attributes);
        return new RequestVerdict(CONTRACT, CallerKind.CUSTOMER)
                .problem(request, method.equals("GET") ? null : document.getBytes());
    }

    private static Optional<Problem> verdict(Contract contract, CallerKind kind, HttpRequest<?> request) {
        return new RequestVerdict(contract, kind).problem(request, null);
    }
}
