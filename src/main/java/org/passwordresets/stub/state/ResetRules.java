package org.passwordresets.stub.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Email;
import org.passwordresets.contract.Violation;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.policy.AccountChange;
import org.passwordresets.policy.CommonPasswords;
import org.passwordresets.policy.CompletionRules;
import org.passwordresets.policy.EventNames;
import org.passwordresets.policy.PasswordResetConfiguration;
import org.passwordresets.policy.TokenState;
import org.passwordresets.policy.TokenVerdict;
import org.passwordresets.resource.Identifier;

/** Applies the policy of password resets to the rows in memory. */
@Singleton
final class ResetRules {
    private static final String RESETS = "customer_password_resets";
    private static final String CUSTOMERS = "customers";
    private static final String EVENTS = "events";
    private static final String SHOWN_TOKEN = "reset_password_token";
    private static final String HAS_PASSWORD = "has_password";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final State state;
    private final Contract contract;
    private final PasswordResetConfiguration limits;
    private final CommonPasswords common;
    private final Clock clock;
    private final Trail trail;
    /** Keyed by the row itself; an entry disappears with its row. */
    private final Cache<Row, Integer> wrongTokens =
            Caffeine.newBuilder().weakKeys().build();

    ResetRules(
            State state,
            Contract contract,
            PasswordResetConfiguration limits,
            CommonPasswords common,
            Clock clock,
            Trail trail) {
        this.state = state;
        this.contract = contract;
        this.limits = limits;
        this.common = common;
        this.clock = clock;
        this.trail = trail;
    }

    /** ISO 8601 in UTC, with milliseconds. */
    static String text(Instant time) {
        return TIME.format(time);
    }

    /** Violations that the schema cannot detect. One response reports them together with the schema's. */
    List<Violation> violations(Row row, JsonNode asked, CheckedRequest call) {
        return switch (row.type()) {
            case CUSTOMERS -> joined(taken(row, asked), common(asked, "password"));
            case RESETS ->
                call.operation().method().equals("POST")
                        ? unknown(asked)
                        : joined(completion(row, asked, call), common(asked, CompletionRules.PASSWORD));
            default -> List.of();
        };
    }

    private static List<Violation> joined(List<Violation> some, List<Violation> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private List<Violation> common(JsonNode asked, String attribute) {
        return common.violations(attribute, asked.path(attribute).textValue());
    }

    private List<Violation> taken(Row row, JsonNode asked) {
        String email = Email.normalized(asked.path("email").asText());
        Row other = email.isEmpty() ? null : customer(email);
        return other == null || other.id().equals(row.id()) ? List.of() : List.of(Violation.taken("email", email));
    }

    private List<Violation> unknown(JsonNode asked) {
        return asked.has("customer_email")
                        && customer(asked.get("customer_email").asText()) == null
                ? List.of(Violation.of("customer_email", ValidationCode.NOT_FOUND))
                : List.of();
    }

    @Nullable
    private Row customer(String email) {
        String key = Email.of(email).key();
        return state.all(CUSTOMERS).stream()
                .filter(customer -> Email.of(customer.text("email")).key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private List<Violation> completion(Row reset, JsonNode asked, CheckedRequest call) {
        JsonNode token = asked.path(CompletionRules.TOKEN);
        return CompletionRules.violations(
                call.mentions(CompletionRules.TOKEN),
                call.mentions(CompletionRules.PASSWORD),
                !call.context().caller().writesAllAttributes(),
                token.isTextual() ? verdict(reset, token.textValue()) : null);
    }

    /** Checks a token and counts a wrong one. */
    private TokenVerdict verdict(Row reset, String token) {
        TokenVerdict verdict = token(reset).verdict(reset.text(SHOWN_TOKEN).equals(token), clock.instant());
        if (verdict == TokenVerdict.WRONG
                && wrongTokens.asMap().merge(reset, 1, Integer::sum) >= limits.wrongTokens()) {
            reset.attributes().putNull(SHOWN_TOKEN);
        }
        return verdict;
    }

    private TokenState token(Row reset) {
        return new TokenState(reset.isNull(SHOWN_TOKEN), limits.expiry(reset.since()));
    }

    /** The attributes as responses show them: without an expired token. */
    ObjectNode shown(Row row) {
        return row.type().equals(RESETS)
                        && !row.isNull(SHOWN_TOKEN)
                        && !token(row).isActive(clock.instant())
                ? row.attributes().deepCopy().putNull(SHOWN_TOKEN)
                : row.attributes();
    }

    void created(Row row, JsonNode asked) {
        if (row.type().equals(CUSTOMERS)) {
            row.attributes().put("email", Email.normalized(row.text("email"))).put(HAS_PASSWORD, false);
            if (asked.hasNonNull("password")) {
                setPassword(row);
            }
        } else if (row.type().equals(RESETS)) {
            Row customer = customer(row.text("customer_email"));
            row.attributes().put("customer_email", customer.text("email"));
            row.attributes().put(SHOWN_TOKEN, Identifier.random() + Identifier.random());
            row.related().put("customer", List.of(customer.id()));
            happened(EventNames.CREATE, row);
        }
    }

    /** @param before the row's attributes before the update */
    void updated(Row row, ObjectNode before, JsonNode asked) {
        if (row.type().equals(RESETS) && asked.has(CompletionRules.PASSWORD)) {
            complete(row);
        } else if (row.type().equals(CUSTOMERS)) {
            changeAccount(row, before, asked);
        }
    }

    private void changeAccount(Row customer, ObjectNode before, JsonNode asked) {
        Email email = Email.of(customer.text("email"));
        customer.attributes().put("email", email.text());
        AccountChange change = AccountChange.of(
                Email.of(before.path("email").asText()),
                email,
                asked.hasNonNull("password"),
                before.path(HAS_PASSWORD).asBoolean());
        apply(change, customer);
    }

    private void complete(Row reset) {
        reset.attributes().putNull(SHOWN_TOKEN).put("reset_password_at", text(clock.instant()));
        happened(EventNames.RESET_PASSWORD, reset);
        Row customer = customerOf(reset);
        if (customer != null) {
            customer.attributes().put("updated_at", text(clock.instant()));
            setPassword(customer);
        }
    }

    private void setPassword(Row customer) {
        apply(AccountChange.password(customer.attributes().path(HAS_PASSWORD).asBoolean()), customer);
    }

    private void apply(AccountChange change, Row customer) {
        if (change.password()) {
            trail.password(customer, customer.attributes().path(HAS_PASSWORD).asBoolean());
            customer.attributes().put(HAS_PASSWORD, true);
        }
        if (change.createsPassword()) {
            happened(EventNames.CREATE_PASSWORD, customer);
        }
        if (change.invalidatesResets()) {
            resetsOf(customer)
                    .filter(reset -> !reset.isNull(SHOWN_TOKEN))
                    .forEach(reset -> reset.attributes().putNull(SHOWN_TOKEN).put("updated_at", text(clock.instant())));
        }
    }

    private Stream<Row> resetsOf(Row customer) {
        return state.all(RESETS).stream().filter(reset -> customerOf(reset) == customer);
    }

    /** Finds the customer by the relationship or, if the examples do not show it, by the email address. */
    @Nullable
    private Row customerOf(Row reset) {
        List<Row> related = state.related(reset, "customer", CUSTOMERS);
        return related.isEmpty() ? customer(reset.text("customer_email")) : related.get(0);
    }

    void deleted(Row row) {
        if (row.type().equals(RESETS)) {
            happened(EventNames.DESTROY, row);
        } else if (row.type().equals(CUSTOMERS)) {
            resetsOf(row).toList().forEach(reset -> {
                happened(EventNames.DESTROY, reset);
                state.remove(reset);
            });
        }
    }

    private void happened(String what, Row row) {
        if (contract.findResourceType(EVENTS).isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Row event = new Row(
                EVENTS,
                Identifier.random(),
                row.attributes()
                        .objectNode()
                        .put("name", row.type() + "." + what)
                        .put("created_at", text(now))
                        .put("updated_at", text(now))
                        .putNull("reference")
                        .putNull("reference_origin")
                        .set("metadata", row.attributes().objectNode()),
                new LinkedHashMap<>(),
                now);
        state.put(event);
        List<String> events = new ArrayList<>(row.related().getOrDefault("events", List.of()));
        events.add(event.id());
        row.related().put("events", events);
    }
}
