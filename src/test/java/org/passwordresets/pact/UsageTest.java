package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.PactSpecVersion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.pact.Part.Kind;

/** What one request and its response use of the contract. */
class UsageTest {
    private static final String PACT = """
            {"consumer": {"name": "mailer"}, "interactions": [
              {"type": "Asynchronous/Messages", "description": "nothing of this contract"},
              {"type": "Synchronous/HTTP", "description": "open resets",
               "request": {"method": "GET", "path": "/api/customer_password_resets",
                 "query": {"filter[q][customer_email_or_reference_eq]": ["x"], "sort": ["-created_at"],
                           "include": ["customer"], "fields[customers]": ["status"]}},
               "response": {"status": 200, "body": {"content": {
                 "data": [{"type": "customer_password_resets", "attributes": {"reset_password_token": "x"}}],
                 "included": [{"type": "customers", "attributes": {"email": "john@example.com"}}],
                 "meta": {"record_count": 1}}}}},
              {"type": "Synchronous/HTTP", "description": "too late",
               "request": {"method": "PATCH", "path": "/api/customer_password_resets/xYZkjABcde",
                 "body": {"content": {"data": {"attributes": {"customer_password": "x"}}}}},
               "response": {"status": 422, "body": {"content": {
                 "errors": [{"code": "VALIDATION_ERROR", "meta": {"error": "expired"}}]}}}}
            ]}""";

    private final List<Part> parts = parts();

    private static List<Part> parts() {
        try {
            Pacts pacts = Pacts.of(List.of(new PactDocument(new ObjectMapper().readTree(PACT))));
            return Usage.of(ContractBundle.in(Path.of("openapi")).resolved(), pacts)
                    .parts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "OPERATION,,GET /api/customer_password_resets",
        "STATUS,GET /api/customer_password_resets,200",
        "PARAMETER,GET /api/customer_password_resets,include",
        "LISTED,GET /api/customer_password_resets,meta.record_count",
        "READ,customer_password_resets,reset_password_token",
        "READ,customers,email",
        "READ,customers,status",
        "WRITTEN,customer_password_resets,customer_password",
        "FILTERED,customers,email",
        "FILTERED,customer_password_resets,reference",
        "SORTED,customer_password_resets,created_at",
        "INCLUDED,customer_password_resets,customer",
        "MEMBER,errors,meta.error",
        "CODE,errors,VALIDATION_ERROR",
        "VALIDATION,errors,expired"
    })
    void isUsed(Kind kind, String owner, String name) {
        assertThat(consumers(kind, owner, name)).containsExactly("mailer");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "OPERATION,,GET /api/customers",
        "STATUS,GET /api/customer_password_resets,400",
        "PARAMETER,GET /api/events,include",
        "LISTED,GET /api/customer_password_resets,links.next",
        "READ,customer_password_resets,reference",
        "READ,events,name",
        "WRITTEN,customer_password_resets,reference",
        "FILTERED,events,name",
        "SORTED,events,created_at",
        "INCLUDED,customer_password_resets,events",
        "MEMBER,errors,meta.trace_id",
        "CODE,errors,INVALID_TOKEN",
        "VALIDATION,errors,taken"
    })
    void isFree(Kind kind, String owner, String name) {
        assertThat(consumers(kind, owner, name)).isEmpty();
    }

    private Set<String> consumers(Kind kind, String owner, String name) {
        return parts.stream()
                .filter(part -> part.kind() == kind
                        && part.owner().equals(owner == null ? "" : owner)
                        && part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .consumers();
    }

    @Test
    void eachPartIsListedOnce() {
        assertThat(parts).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("samples")
    void isTheSameInEveryVersion(PactSpecVersion version, String description) {
        List<Part> used = usedBy(SamplePact.in(version, SamplePact.with(description)));

        assertThat(used).hasSizeGreaterThan(1).isEqualTo(usedBy(SamplePact.with(description)));
    }

    static Stream<Arguments> samples() {
        return Stream.of(PactSpecVersion.V2, PactSpecVersion.V3)
                .flatMap(version -> Stream.of("a reset and its customer", "resets since a day", "another reference")
                        .map(description -> Arguments.of(version, description)));
    }

    private static List<Part> usedBy(JsonNode pact) {
        return Usage.of(ContractBundle.in(Path.of("openapi")).resolved(), Pacts.of(List.of(new PactDocument(pact))))
                .parts()
                .stream()
                .filter(Part::isUsed)
                .toList();
    }
}
