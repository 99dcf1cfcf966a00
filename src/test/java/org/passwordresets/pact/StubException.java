package org.passwordresets.pact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why the stub cannot keep an interaction of {@code pact/}. Each of these must fail there, and no other may. */
enum StubException {
    ANY_TOKEN(
            "Any access token will do, and whoever sends one is an integration.",
            true,
            true,
            "a page outlives its access token",
            "a page tries to read a reset",
            "a reset by whom may not create one"),
    ONE_LIST(
            "A list is the contract's example, neither filtered nor sorted nor cut into pages.",
            true,
            false,
            "a month without resets",
            "the first page of a month",
            "the last page of a month",
            "the newest completion of all",
            "the newest of a month, two attributes of it",
            "the open resets of a customer, and the customer"),
    NO_PAST(
            "What is created is created now, and nothing makes it older.",
            false,
            true,
            "a shopper comes too late",
            "the first page of a month",
            "the last page of a month",
            "the newest of a month, two attributes of it");

    private final String reason;
    private final boolean stateless;
    private final boolean stateful;
    private final List<String> interactions;

    StubException(String reason, boolean stateless, boolean stateful, String... interactions) {
        this.reason = reason;
        this.stateless = stateless;
        this.stateful = stateful;
        this.interactions = List.of(interactions);
    }

    /** The exception that is made of the interaction with that description. */
    static Optional<StubException> of(String interaction, boolean stateful) {
        return Arrays.stream(values())
                .filter(exception -> stateful ? exception.stateful : exception.stateless)
                .filter(exception -> exception.interactions.contains(interaction))
                .findFirst();
    }

    List<String> interactions() {
        return interactions;
    }

    /** Its line in the table of {@code pact/README.md}. */
    String line() {
        String where = stateless && stateful ? "either" : stateful ? "`STATE=on`" : "without state";
        return interactions.stream().collect(Collectors.joining("; ", "| " + reason + " | " + where + " | ", " |\n"));
    }
}
