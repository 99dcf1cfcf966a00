package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.error.ApiException;
import org.passwordresets.error.Problem;
import org.passwordresets.generated.model.ErrorCode;
import org.passwordresets.policy.CompletionRules;
import org.passwordresets.policy.PasswordResetConfiguration;

/** Adds to the state what a provider state requires. */
@Singleton
final class StateSetup {
    private static final String RESETS = "customer_password_resets";
    private static final String CUSTOMERS = "customers";
    private static final String EMAIL = "email";
    private static final String SIGN_IN = "/content/application~1json/examples/customer/value";
    private static final int MAX_TEXT = 255;
    private static final Pattern MONTH = Pattern.compile("(?:19[7-9]|[2-9]\\d\\d)\\d-\\d\\d");
    private static final String PASSWORD = "a previous password";

    private final Contract contract;
    private final State state;
    private final RowWrites writes;
    private final PasswordResetConfiguration limits;
    private final Clock clock;

    StateSetup(Contract contract, State state, RowWrites writes, PasswordResetConfiguration limits, Clock clock) {
        this.contract = contract;
        this.state = state;
        this.writes = writes;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Enters a state, in addition to what is there.
     *
     * @param parameters their names are valid
     * @return the state's values
     */
    Map<String, String> enter(ProviderState wanted, JsonNode parameters) {
        checkText("reference", parameters);
        checkText(EMAIL, parameters);
        synchronized (state) {
            state.begin();
            return switch (wanted) {
                case INTEGRATION -> Map.of("access_token", "integration");
                case SALES_CHANNEL -> Map.of("access_token", "sales_channel");
                case INVALID_TOKEN -> Map.of("access_token", "invalid");
                case CAN_SIGN_IN -> signIn("customer_password");
                case SIGNED_IN -> signIn("access_token", "refresh_token");
                case CUSTOMER -> customerValues(customer(PASSWORD));
                case OPEN -> values(reset(customer(PASSWORD), parameters));
                case OPEN_OF_GUEST -> values(reset(customer(null), parameters));
                case COMPLETED -> completed(reset(customer(PASSWORD), parameters));
                case ANOTHER_COMPLETED -> anotherCompleted(customer(PASSWORD));
                case EXPIRED -> expired(reset(customer(PASSWORD), parameters));
                case DELETED -> deleted(reset(customer(PASSWORD), parameters));
                case NO_CUSTOMER -> noCustomer(parameters.path(EMAIL).asText());
                case CREATED -> created(month(parameters), parameters.path("count"));
            };
        }
    }

    /** Everybody can sign in at the stub. The contract's example shows how. */
    private Map<String, String> signIn(String... more) {
        JsonNode operation = contract.find("POST", "/oauth/token")
                .orElseThrow(() -> new ApiException(
                        new Problem.NotImplemented("The contract has no POST /oauth/token, which this state needs.")))
                .definition();
        JsonNode sent = operation.at("/requestBody" + SIGN_IN);
        JsonNode response = operation.at("/responses/200" + SIGN_IN);
        Map<String, String> all = Map.of(
                "customer_password", sent.path("password").asText(),
                "access_token", response.path("access_token").asText(),
                "refresh_token", response.path("refresh_token").asText());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("customer_id", response.path("owner_id").asText());
        values.put("customer_email", sent.path("username").asText());
        values.put("client_id", sent.path("client_id").asText());
        for (String name : more) {
            values.put(name, all.get(name));
        }
        return values;
    }

    private static void checkText(String name, JsonNode parameters) {
        JsonNode value = parameters.path(name);
        boolean isText = value.isTextual() && value.asText().length() <= MAX_TEXT;
        if (parameters.hasNonNull(name) && !isText) {
            throw refused("/params/" + name, "must be a text of at most " + MAX_TEXT + " characters");
        }
    }

    private Map<String, String> completed(Row reset) {
        Map<String, String> values = values(reset);
        complete(reset);
        return values;
    }

    private Map<String, String> anotherCompleted(Row customer) {
        Row reset = reset(customer, JsonNodeFactory.instance.objectNode());
        Map<String, String> values = values(reset);
        complete(reset(customer, JsonNodeFactory.instance.objectNode()));
        return values;
    }

    private Map<String, String> expired(Row reset) {
        Map<String, String> values = values(reset);
        Instant now = clock.instant();
        Duration validity = Duration.between(now, limits.expiry(now));
        state.redate(reset, now.minus(validity).minus(Duration.ofHours(1)));
        return values;
    }

    private Map<String, String> deleted(Row reset) {
        Map<String, String> values = values(reset);
        writes.delete(reset);
        return values;
    }

    private Map<String, String> noCustomer(String email) {
        List.copyOf(state.all(CUSTOMERS)).stream()
                .filter(customer -> customer.text(EMAIL).equalsIgnoreCase(email))
                .forEach(writes::delete);
        return Map.of();
    }

    private Map<String, String> created(YearMonth month, JsonNode count) {
        if (!count.isIntegralNumber()
                || !count.canConvertToInt()
                || count.asInt() < 0
                || count.asInt() > month.lengthOfMonth()) {
            throw refused("/params/count", "must be a number from 0 to " + month.lengthOfMonth() + ", one a day");
        }
        List.copyOf(state.all(RESETS)).stream()
                .filter(reset -> reset.text("created_at").startsWith(month.toString()))
                .forEach(writes::delete);
        for (int day = 1; day <= count.asInt(); day++) {
            Instant noon = month.atDay(day).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
            reset(customer(PASSWORD), JsonNodeFactory.instance.objectNode())
                    .attributes()
                    .put("created_at", ResetRules.text(noon));
        }
        return Map.of();
    }

    private static YearMonth month(JsonNode parameters) {
        String month = parameters.path("month").asText();
        try {
            if (MONTH.matcher(month).matches()) {
                return YearMonth.parse(month);
            }
        } catch (DateTimeException e) {
            // Refused below.
        }
        throw refused("/params/month", "must be a month, such as 2019-03, from 1970 on");
    }

    private Row customer(String password) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode().put(EMAIL, UUID.randomUUID() + "@example.com");
        return create(CUSTOMERS, password == null ? attributes : attributes.put("password", password));
    }

    private Row reset(Row customer, JsonNode parameters) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode().put("customer_email", customer.text(EMAIL));
        if (parameters.hasNonNull("reference")) {
            attributes.put("reference", parameters.get("reference").asText());
        }
        return create(RESETS, attributes);
    }

    private Row create(String type, ObjectNode attributes) {
        Operation operation = contract.find("POST", "/api/" + type)
                .orElseThrow(() -> new ApiException(new Problem.NotImplemented(
                        "The contract has no POST /api/%s, which every state needs.".formatted(type))));
        return writes.create(contract.resourceType(type), operation, attributes);
    }

    private void complete(Row reset) {
        writes.update(reset, JsonNodeFactory.instance.objectNode().put(CompletionRules.PASSWORD, "a password of now"));
    }

    private static Map<String, String> customerValues(Row customer) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("customer_id", customer.id());
        values.put("customer_email", customer.text(EMAIL));
        return values;
    }

    private Map<String, String> values(Row reset) {
        Row customer = state.related(reset, "customer", CUSTOMERS).get(0);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("reset_id", reset.id());
        values.put("reset_token", reset.text("reset_password_token"));
        values.putAll(customerValues(customer));
        return values;
    }

    private static ApiException refused(String pointer, String rule) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        return new ApiException(
                new Problem.BadDocument(ErrorCode.BAD_REQUEST, pointer, "The parameter " + name + " " + rule + "."));
    }
}
