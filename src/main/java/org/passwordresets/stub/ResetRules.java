package org.passwordresets.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Email;
import org.passwordresets.contract.Violation;
import org.passwordresets.generated.model.ValidationCode;
import org.passwordresets.jsonapi.CheckedRequest;
import org.passwordresets.resource.Identifier;

/** What the state knows of password resets and customers beyond what holds for any resource: the rules of the flow. */
@Singleton
final class ResetRules {
    private static final String RESETS = "customer_password_resets";
    private static final String CUSTOMERS = "customers";
    private static final String EVENTS = "events";
    private static final String TOKEN = "_reset_password_token";
    private static final String PASSWORD = "customer_password";
    private static final Duration LIFETIME = Duration.ofHours(6);
    private static final int MOST_WRONG_TOKENS = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final State state;
    private final Contract contract;
    private final Clock clock;
    /** By the row itself, and gone with it. */
    private final Cache<Row, Integer> wrongTokens =
            Caffeine.newBuilder().weakKeys().build();

    ResetRules(State state, Contract contract, Clock clock) {
        this.state = state;
        this.contract = contract;
        this.clock = clock;
    }

    /** ISO 8601 in UTC, with milliseconds. */
    static String text(Instant time) {
        return TIME.format(time);
    }

    /** What a schema cannot know to be wrong; all of it goes into one answer with what the schema knows. */
    List<Violation> refusals(Row row, JsonNode asked, CheckedRequest call) {
        return switch (row.type()) {
            case CUSTOMERS -> taken(row, asked);
            case RESETS -> call.operation().method().equals("POST") ? unknown(asked) : wrongToken(row, asked, call);
            default -> List.of();
        };
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

    private List<Violation> wrongToken(Row reset, JsonNode asked, CheckedRequest call) {
        if (!asked.has(TOKEN) || !call.mentions(PASSWORD)) {
            return incomplete(call);
        }
        if (reset.isNull("reset_password_token")
                || !reset.text("reset_password_token").equals(asked.get(TOKEN).asText())) {
            countWrong(reset);
            return List.of(Violation.of(TOKEN, ValidationCode.INVALID));
        }
        return isExpired(reset) ? List.of(Violation.of(TOKEN, ValidationCode.EXPIRED)) : List.of();
    }

    /** The password and the token go together; true of any answer, whether there is a memory or not. */
    List<Violation> incomplete(CheckedRequest call) {
        boolean token = call.mentions(TOKEN);
        boolean password = call.mentions(PASSWORD);
        return token == password ? List.of() : List.of(Violation.of(token ? PASSWORD : TOKEN, ValidationCode.BLANK));
    }

    private void countWrong(Row reset) {
        if (wrongTokens.asMap().merge(reset, 1, Integer::sum) >= MOST_WRONG_TOKENS) {
            reset.attributes().putNull("reset_password_token");
        }
    }

    private boolean isExpired(Row reset) {
        return !clock.instant().isBefore(reset.since().plus(LIFETIME));
    }

    /** The attributes as they are now: a token that has expired is no longer shown. */
    ObjectNode shown(Row row) {
        return row.type().equals(RESETS) && !row.isNull("reset_password_token") && isExpired(row)
                ? row.attributes().deepCopy().putNull("reset_password_token")
                : row.attributes();
    }

    void created(Row row, JsonNode asked) {
        if (row.type().equals(CUSTOMERS)) {
            row.attributes().put("email", Email.normalized(row.text("email")));
            row.attributes().put("has_password", asked.hasNonNull("password"));
        } else if (row.type().equals(RESETS)) {
            Row customer = customer(row.text("customer_email"));
            row.attributes().put("customer_email", customer.text("email"));
            row.attributes().put("reset_password_token", Identifier.random() + Identifier.random());
            row.related().put("customer", List.of(customer.id()));
            happened("create", row);
        }
    }

    void updated(Row row, JsonNode asked) {
        if (row.type().equals(RESETS) && asked.has(PASSWORD)) {
            complete(row);
        } else if (row.type().equals(CUSTOMERS)) {
            if (asked.has("email")) {
                row.attributes().put("email", Email.normalized(row.text("email")));
            }
            if (asked.hasNonNull("password")) {
                row.attributes().put("has_password", true);
            }
            if (asked.has("email") || asked.has("password")) {
                killOpenResets(row);
            }
        }
    }

    private void complete(Row reset) {
        Row customer = customerOf(reset);
        if (customer != null) {
            customer.attributes().put("has_password", true);
            killOpenResets(customer);
        }
        reset.attributes().putNull("reset_password_token");
        reset.attributes().put("reset_password_at", text(clock.instant()));
        happened("reset_password", reset);
    }

    private void killOpenResets(Row customer) {
        state.all(RESETS).stream()
                .filter(reset -> customerOf(reset) == customer)
                .forEach(reset -> reset.attributes().putNull("reset_password_token"));
    }

    /** By the relationship, or, where the examples do not show one, by the e-mail address. */
    @Nullable
    private Row customerOf(Row reset) {
        List<Row> related = state.related(reset, "customer", CUSTOMERS);
        return related.isEmpty() ? customer(reset.text("customer_email")) : related.get(0);
    }

    void deleted(Row row) {
        if (row.type().equals(RESETS)) {
            happened("destroy", row);
        } else if (row.type().equals(CUSTOMERS)) {
            List<Row> resets = state.all(RESETS).stream()
                    .filter(reset -> customerOf(reset) == row)
                    .toList();
            resets.forEach(reset -> {
                happened("destroy", reset);
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
