package org.passwordresets.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.consumer.dsl.PactDslJsonBody;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.passwordresets.document.RequestContext;
import org.passwordresets.generated.api.CustomerPasswordResetsApi;
import org.passwordresets.generated.api.CustomerPasswordResetsApi.CreateCustomerPasswordResetParameters;
import org.passwordresets.generated.api.CustomerPasswordResetsApi.DeleteCustomerPasswordResetParameters;
import org.passwordresets.generated.api.CustomerPasswordResetsApi.ListCustomerPasswordResetsParameters;
import org.passwordresets.generated.api.CustomerPasswordResetsApi.RetrieveCustomerPasswordResetParameters;
import org.passwordresets.generated.api.CustomerPasswordResetsApi.UpdateCustomerPasswordResetParameters;
import org.passwordresets.generated.model.CustomerPasswordResetCreate;
import org.passwordresets.generated.model.CustomerPasswordResetCreateAttributes;
import org.passwordresets.generated.model.CustomerPasswordResetCreateData;
import org.passwordresets.generated.model.CustomerPasswordResetList;
import org.passwordresets.generated.model.CustomerPasswordResetResource;
import org.passwordresets.generated.model.CustomerPasswordResetUpdate;
import org.passwordresets.generated.model.CustomerPasswordResetUpdateAttributes;
import org.passwordresets.generated.model.CustomerPasswordResetUpdateData;
import org.passwordresets.generated.model.TokenInfo;
import org.passwordresets.jsonapi.Submitted;
import org.passwordresets.query.ResourceQuery;

/** What a back office in Java relies on: the generated interface as its client. It writes the pact that it is named by. */
@Tag(PactRun.CONSUMER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackOfficeTest {
    private static final String RESETS = "/api/customer_password_resets";
    private static final String ID = "xYZkjABcde";
    private static final String EMAIL = "john@example.com";
    // The contract's own: the stub repeats nothing but its examples.
    private static final String REFERENCE = "ANY-EXTERNAL-REFEFERNCE";
    private static final String NEW_REFERENCE = "TICKET-17";
    private static final String INTEGRATION = "an integration calls";
    private static final String SALES_CHANNEL = "a sales channel calls";
    private static final String OPEN = "a password reset is open";
    private static final String DELETED = "a password reset has been deleted";
    private static final String TIME = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WrittenPact pact = new WrittenPact("back-office");

    private static final RequestContext CONTEXT = RequestContext.ofClient();

    /** As any Micronaut application declares it. */
    @Client("back-office-provider")
    @Header(name = "Authorization", value = "Bearer the-access-token")
    interface Resets extends CustomerPasswordResetsApi {
        @Get("/oauth/tokeninfo")
        TokenInfo tokenInfo();
    }

    @BeforeAll
    void forgetTheLastPact() {
        pact.begin();
    }

    @AfterAll
    void compareWithTheCommittedPact() {
        pact.end();
    }

    @Test
    void createsAReset() {
        pact.interaction(
                "a reset with a reference",
                Map.of(INTEGRATION, Map.of(), "a customer exists", Map.of()),
                request -> creation(request, customer -> customer.stringValue("reference", REFERENCE)),
                response -> document(response, 201, reset(new PactDslJsonBody(), REFERENCE)),
                resets -> {
                    CustomerPasswordResetResource created = resets.createCustomerPasswordReset(
                                    new CreateCustomerPasswordResetParameters(asking()),
                                    toCreate(EMAIL, REFERENCE),
                                    CONTEXT)
                            .data();
                    assertThat(created.attributes().resetPasswordToken()).hasSize(20);
                    assertThat(created.attributes().reference()).isEqualTo(REFERENCE);
                });
    }

    @Test
    void listsTheOpenResetsOfACustomer() {
        pact.interaction(
                "the open resets of a customer, and the customer",
                Map.of(INTEGRATION, Map.of(), OPEN, Map.of("reference", REFERENCE)),
                request -> asked(request)
                        .path(RESETS)
                        .queryParameter(
                                "filter[q][customer_email_eq]", Matchers.fromProviderState("${customer_email}", EMAIL))
                        .queryParameter("filter[q][reset_password_at_null]", "true")
                        .queryParameter("include", "customer"),
                response -> document(response, 200, withCustomer((PactDslJsonBody)
                        reset(new PactDslJsonBody().array("data").object(), REFERENCE)
                                .closeObject()
                                .closeArray())),
                resets -> {
                    CustomerPasswordResetList list = resets.listCustomerPasswordResets(
                            new ListCustomerPasswordResetsParameters(asking(
                                    "filter[q][customer_email_eq]", EMAIL,
                                    "filter[q][reset_password_at_null]", "true",
                                    "include", "customer")),
                            CONTEXT);
                    assertThat(list.data()).hasSize(1);
                    assertThat(list.included()).hasSize(1);
                });
    }

    @Test
    void retrievesAReset() {
        pact.interaction(
                "a reset and its customer",
                Map.of(INTEGRATION, Map.of(), OPEN, Map.of("reference", REFERENCE)),
                request -> asked(request).path(resetPath()).queryParameter("include", "customer"),
                response -> document(response, 200, withCustomer(reset(new PactDslJsonBody(), REFERENCE))),
                resets -> assertThat(resets.retrieveCustomerPasswordReset(
                                        new RetrieveCustomerPasswordResetParameters(ID, asking("include", "customer")),
                                        CONTEXT)
                                .data()
                                .attributes()
                                .customerEmail())
                        .isEqualTo(EMAIL));
    }

    @Test
    void updatesAReset() {
        pact.interaction(
                "another reference",
                Map.of(INTEGRATION, Map.of(), OPEN, Map.of()),
                request -> update(request, NEW_REFERENCE),
                response -> document(response, 200, reset(new PactDslJsonBody(), NEW_REFERENCE)),
                resets -> assertThat(resets.updateCustomerPasswordReset(
                                        new UpdateCustomerPasswordResetParameters(ID, asking()),
                                        toUpdate(NEW_REFERENCE),
                                        CONTEXT)
                                .data()
                                .attributes()
                                .reference())
                        .isEqualTo(NEW_REFERENCE));
    }

    @Test
    void deletesAReset() {
        pact.interaction(
                "a reset to delete",
                Map.of(INTEGRATION, Map.of(), OPEN, Map.of()),
                request -> asked(request).method("DELETE").path(resetPath()),
                response -> response.status(204),
                resets -> resets.deleteCustomerPasswordReset(new DeleteCustomerPasswordResetParameters(ID), CONTEXT));
    }

    @Test
    void learnsWhatItsTokenIs() {
        pact.interaction(
                "what the access token can do",
                Map.of(INTEGRATION, Map.of()),
                request -> asked(request).path("/oauth/tokeninfo").header("Accept", "application/json"),
                response -> response.status(200)
                        .header("Content-Type", "application/json")
                        .body(tokenInfo()),
                resets -> {
                    TokenInfo info = resets.tokenInfo();
                    assertThat(info.token().test()).isTrue();
                    assertThat(info.application().kind()).isEqualTo("integration");
                    assertThat(info.permissions().get("customers").actions()).contains("create");
                });
    }

    private static PactDslJsonBody tokenInfo() {
        PactDslJsonBody body = new PactDslJsonBody();
        PactDslJsonBody token = body.object("token").booleanValue("test", true).integerType("lifespan", 7200);
        token.array("market_ids").closeArray();
        token.array("stock_location_ids").closeArray();
        token.closeObject();
        body.object("role")
                .nullValue("id")
                .stringValue("kind", "integration")
                .stringType("name", "Integration")
                .closeObject();
        body.object("application")
                .stringType("id", "KrWpJiNmPo")
                .stringType("client_id", "back-end-client-id")
                .stringValue("kind", "integration")
                .booleanValue("public", false)
                .booleanValue("confidential", true)
                .closeObject();
        body.nullValue("owner");
        body.object("permissions")
                .object("customers")
                .array("actions")
                .stringValue("create")
                .stringValue("read")
                .stringValue("update")
                .stringValue("destroy")
                .closeArray()
                .closeObject()
                .closeObject();
        return body;
    }

    @Test
    void meetsAnUnknownEmail() {
        refused(
                "an e-mail address that no customer has",
                Map.of(
                        INTEGRATION,
                        Map.of(),
                        "no customer has the e-mail address",
                        Map.of("email", "nobody@example.com")),
                request -> creation(request, "nobody@example.com"),
                invalid("customer_email", "not_found"),
                resets -> resets.createCustomerPasswordReset(
                        new CreateCustomerPasswordResetParameters(asking()),
                        toCreate("nobody@example.com", null),
                        CONTEXT));
    }

    @Test
    void meetsAMalformedEmail() {
        refused(
                "what is not an e-mail address",
                Map.of(INTEGRATION, Map.of()),
                request -> creation(request, "john.example.com"),
                invalid("customer_email", "invalid"),
                resets -> resets.createCustomerPasswordReset(
                        new CreateCustomerPasswordResetParameters(asking()),
                        toCreate("john.example.com", null),
                        CONTEXT));
    }

    @Test
    void meetsAMissingRight() {
        refused(
                "a reset by whom may not create one",
                Map.of(SALES_CHANNEL, Map.of(), "a customer exists", Map.of()),
                request -> creation(request, customer -> customer),
                error(401, "UNAUTHORIZED"),
                resets -> resets.createCustomerPasswordReset(
                        new CreateCustomerPasswordResetParameters(asking()), toCreate(EMAIL, null), CONTEXT));
    }

    @Test
    void meetsAnUnknownFilter() {
        refused(
                "a filter that there is not",
                Map.of(INTEGRATION, Map.of()),
                request -> asked(request).path(RESETS).queryParameter("filter[q][phone_eq]", "1"),
                error(400, "FILTER_NOT_ALLOWED"),
                resets -> resets.listCustomerPasswordResets(
                        new ListCustomerPasswordResetsParameters(asking("filter[q][phone_eq]", "1")), CONTEXT));
    }

    @Test
    void meetsAnUnknownRelationship() {
        refused(
                "a relationship that there is not",
                Map.of(INTEGRATION, Map.of(), OPEN, Map.of()),
                request -> asked(request).path(resetPath()).queryParameter("include", "orders"),
                error(400, "INVALID_INCLUDE"),
                resets -> resets.retrieveCustomerPasswordReset(
                        new RetrieveCustomerPasswordResetParameters(ID, asking("include", "orders")), CONTEXT));
    }

    @Test
    void meetsADeletedReset() {
        notFound("a deleted reset to read", request -> asked(request).path(resetPath()), resets -> assertThat(
                        resets.retrieveCustomerPasswordReset(
                                new RetrieveCustomerPasswordResetParameters(ID, asking()), CONTEXT))
                .isNull());
        notFound("a deleted reset to update", request -> update(request, NEW_REFERENCE), resets -> assertThat(
                        resets.updateCustomerPasswordReset(
                                new UpdateCustomerPasswordResetParameters(ID, asking()),
                                toUpdate(NEW_REFERENCE),
                                CONTEXT))
                .isNull());
        notFound(
                "a deleted reset to delete",
                request -> asked(request).method("DELETE").path(resetPath()),
                resets -> resets.deleteCustomerPasswordReset(new DeleteCustomerPasswordResetParameters(ID), CONTEXT));
    }

    /** A client of Micronaut makes null of a 404. */
    private void notFound(String description, WrittenPact.Builder<HttpRequestBuilder> request, WrittenPact.Use use) {
        pact.interaction(
                description,
                Map.of(INTEGRATION, Map.of(), DELETED, Map.of()),
                request,
                response ->
                        document(response, 404, error(404, "RECORD_NOT_FOUND").body()),
                use);
    }

    @Test
    void meetsTooLongAReference() {
        String tooLong = "R".repeat(256);
        refused(
                "too long a reference",
                Map.of(INTEGRATION, Map.of(), OPEN, Map.of()),
                request -> update(request, tooLong),
                invalid("reference", "too_long"),
                resets -> resets.updateCustomerPasswordReset(
                        new UpdateCustomerPasswordResetParameters(ID, asking()), toUpdate(tooLong), CONTEXT));
    }

    private void refused(
            String description,
            Map<String, Map<String, Object>> states,
            WrittenPact.Builder<HttpRequestBuilder> request,
            Problem problem,
            WrittenPact.Use use) {
        pact.interaction(
                description,
                states,
                request,
                response -> document(response, problem.status(), problem.body()),
                resets -> {
                    HttpClientResponseException refusal =
                            catchThrowableOfType(HttpClientResponseException.class, () -> use.of(resets));
                    assertThat(refusal).as("A refusal").isNotNull();
                    assertThat(refusal.getStatus().getCode()).isEqualTo(problem.status());
                    JsonNode errors = JSON.readTree(
                            refusal.getResponse().getBody(String.class).orElse("{}"));
                    assertThat(errors.at("/errors/0/code").asText()).isEqualTo(problem.code());
                });
    }

    /** A response that a back office must be able to handle. */
    private record Problem(int status, String code, PactDslJsonBody body) {}

    private static Problem error(int status, String code) {
        PactDslJsonBody body = new PactDslJsonBody();
        body.array("errors")
                .object()
                .stringValue("status", Integer.toString(status))
                .stringValue("code", code)
                .stringType("title", "Title")
                .closeObject()
                .closeArray();
        return new Problem(status, code, body);
    }

    private static Problem invalid(String attribute, String reason) {
        PactDslJsonBody body = new PactDslJsonBody();
        PactDslJsonBody error = body.array("errors").object();
        error.stringValue("status", "422")
                .stringValue("code", "VALIDATION_ERROR")
                .stringType("title", "Title");
        error.object("source")
                .stringValue("pointer", "/data/attributes/" + attribute)
                .closeObject();
        error.object("meta").stringValue("error", reason).closeObject();
        error.closeObject().closeArray();
        return new Problem(422, "VALIDATION_ERROR", body);
    }

    private static HttpRequestBuilder asked(HttpRequestBuilder request) {
        return request.method("GET").header("Authorization", Matchers.regexp("^Bearer .+$", "Bearer the-access-token"));
    }

    private static au.com.dius.pact.consumer.dsl.Matcher resetPath() {
        return Matchers.fromProviderState(RESETS + "/${reset_id}", RESETS + "/" + ID);
    }

    private static HttpRequestBuilder written(HttpRequestBuilder request, PactDslJsonBody body) {
        return asked(request).header("Content-Type", WrittenPact.MEDIA_TYPE).body(body);
    }

    private static HttpRequestBuilder creation(
            HttpRequestBuilder request, java.util.function.UnaryOperator<PactDslJsonBody> more) {
        PactDslJsonBody body = new PactDslJsonBody();
        PactDslJsonBody data = body.object("data").stringValue("type", CustomerPasswordResetResource.TYPE);
        more.apply(data.object("attributes").valueFromProviderState("customer_email", "${customer_email}", EMAIL))
                .closeObject();
        data.closeObject();
        return written(request, body).method("POST").path(RESETS);
    }

    private static HttpRequestBuilder creation(HttpRequestBuilder request, String email) {
        PactDslJsonBody body = new PactDslJsonBody();
        PactDslJsonBody data = body.object("data").stringValue("type", CustomerPasswordResetResource.TYPE);
        data.object("attributes").stringValue("customer_email", email).closeObject();
        data.closeObject();
        return written(request, body).method("POST").path(RESETS);
    }

    private static HttpRequestBuilder update(HttpRequestBuilder request, String reference) {
        PactDslJsonBody body = new PactDslJsonBody();
        PactDslJsonBody data = body.object("data")
                .stringValue("type", CustomerPasswordResetResource.TYPE)
                .valueFromProviderState("id", "${reset_id}", ID);
        data.object("attributes").stringValue("reference", reference).closeObject();
        data.closeObject();
        return written(request, body).method("PATCH").path(resetPath());
    }

    private static HttpResponseBuilder document(HttpResponseBuilder response, int status, PactDslJsonBody body) {
        return response.status(status)
                .header("Content-Type", WrittenPact.MEDIA_TYPE)
                .body(body);
    }

    /** The reset as the document's {@code data}, or as what the body is inside of an array. */
    private static PactDslJsonBody reset(PactDslJsonBody body, String reference) {
        boolean isDocument = body.getParent() == null;
        PactDslJsonBody data = isDocument ? body.object("data") : body;
        data.stringMatcher("id", "^[A-Za-z]{10}$", ID).stringValue("type", CustomerPasswordResetResource.TYPE);
        data.object("attributes")
                .stringType("customer_email", EMAIL)
                .stringMatcher("reset_password_token", "^[A-Za-z0-9_-]{20}$", "xhFfkmfybsLxzaAP6xcs")
                .nullValue("reset_password_at")
                .stringMatcher("created_at", TIME, "2018-01-01T12:00:00.000Z")
                .stringMatcher("updated_at", TIME, "2018-01-01T12:00:00.000Z")
                .stringValue("reference", reference)
                .closeObject();
        return isDocument ? (PactDslJsonBody) data.closeObject() : data;
    }

    private static PactDslJsonBody withCustomer(PactDslJsonBody body) {
        PactDslJsonBody customer = body.array("included").object();
        customer.stringMatcher("id", "^[A-Za-z]{10}$", "YDWxVhZKjb").stringValue("type", "customers");
        customer.object("attributes")
                .stringType("email", EMAIL)
                .booleanType("has_password", true)
                .closeObject();
        customer.closeObject().closeArray();
        return body;
    }

    /** These query parameters, names and values in turn. */
    private static ResourceQuery asking(String... namesAndValues) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new ResourceQuery(
                new ResourceQuery.Page(1, 10), List.of(), List.of(), Set.of(), false, Map.of(), parameters);
    }

    private static Submitted<CustomerPasswordResetCreate> toCreate(String email, String reference) {
        CustomerPasswordResetCreateAttributes.Builder attributes =
                CustomerPasswordResetCreateAttributes.builder().customerEmail(email);
        if (reference != null) {
            attributes.reference(reference);
        }
        return Submitted.of(CustomerPasswordResetCreate.builder()
                .data(CustomerPasswordResetCreateData.builder()
                        .attributes(attributes.build())
                        .build())
                .build());
    }

    private static Submitted<CustomerPasswordResetUpdate> toUpdate(String reference) {
        return Submitted.of(CustomerPasswordResetUpdate.builder()
                .data(CustomerPasswordResetUpdateData.builder()
                        .id(ID)
                        .attributes(CustomerPasswordResetUpdateAttributes.builder()
                                .reference(reference)
                                .build())
                        .build())
                .build());
    }
}
