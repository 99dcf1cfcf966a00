package org.passwordresets.jsonapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.Operation;
import org.passwordresets.error.Problem;
import org.passwordresets.support.EditedContract;
import org.passwordresets.support.LogCapture;

/** Who may do what: {@code x-rights} in the contract, and nothing else. */
class RightsTest {
    private static final Contract CONTRACT = Contract.packaged();
    private static final String TOKEN = "Bearer any";
    private static final String COMPLETE = "/api/customer_password_resets/xYZkjABcde";

    static Stream<Arguments> operationsAndKinds() {
        return CONTRACT.operations().stream().flatMap(operation -> Arrays.stream(ApplicationKind.values())
                .map(kind -> Arguments.of(operation, kind)));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("operationsAndKinds")
    void onlyTheKindsThatAnOperationNamesMayUseIt(Operation operation, ApplicationKind kind) {
        HttpRequest<?> request = HttpRequest.create(
                        HttpMethod.parse(operation.method()), operation.path().replace("{id}", "xYZkjABcde"))
                .header("Authorization", TOKEN);

        assertThat(verdict(CONTRACT, kind, request)
                        .filter(Problem.AccessDenied.class::isInstance)
                        .isEmpty())
                .isEqualTo(operation.rights().contains(kind.text()));
    }

    @Test
    void theContractExplainsEachKind() {
        assertThat(ContractBundle.packaged()
                        .document()
                        .at("/components/securitySchemes/bearerAuth/x-application-kinds")
                        .fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Arrays.stream(ApplicationKind.values())
                        .map(ApplicationKind::text)
                        .toList());
    }

    @Test
    void withoutRightsNobodyMayAndTheStartSaysWhatIsMissing(@TempDir Path directory) {
        EditedContract.copiedTo(directory).replace("events.yaml", "      x-rights: [integration]\n", "");
        try (LogCapture log = new LogCapture()) {
            Contract contract = Contract.in(directory);

            assertThat(log.text()).contains("events.yaml:5:5: nobody may use the operation listEvents");
            assertThat(verdict(
                            contract,
                            ApplicationKind.INTEGRATION,
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
        assertThat(new RequestVerdict(CONTRACT, ApplicationKind.SALES_CHANNEL).problem(including, body))
                .containsInstanceOf(Problem.AccessDenied.class);

        EditedContract edited = EditedContract.copiedTo(directory)
                .replace(
                        "customers.yaml",
                        "      summary: Retrieve a customer\n      x-rights: [integration]",
                        "      summary: Retrieve a customer\n      x-rights: [integration, sales_channel]");
        assertThat(new RequestVerdict(edited.read(), ApplicationKind.SALES_CHANNEL).problem(including, body))
                .isEmpty();
    }

    private static Optional<Problem> verdict(Contract contract, ApplicationKind kind, HttpRequest<?> request) {
        return new RequestVerdict(contract, kind).problem(request, null);
    }
}
