package org.passwordresets.pact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why the stub cannot keep an interaction of {@code pact/}. Each of these must fail there, and no other may. */
enum StubException {
    ANY_TOKEN(
            "Any access token will do, and whoever sends one is an integration.",
            Stub.EITHER,
            "a page outlives its access token",
            "a page tries to read a reset",
            "a reset by whom may not create one"),
    ONE_LIST(
            "A list is the contract's example, neither filtered nor sorted nor cut into pages.",
            Stub.WITHOUT_STATE,
            "a month without resets",
            "the first page of a month",
            "the last page of a month",
            "the newest completion of all",
            "the newest of a month, two attributes of it",
            "the open resets of a customer, and the customer"),
    NO_PAST(
            "What is created is created now, and nothing makes it older.",
            Stub.WITH_STATE,
            "a shopper comes too late",
            "the first page of a month",
            "the last page of a month",
            "the newest of a month, two attributes of it");

    private final String reason;
    private final Stub stub;
    private final List<String> interactions;

    StubException(String reason, Stub stub, String... interactions) {
        this.reason = reason;
        this.stub = stub;
        this.interactions = List.of(interactions);
    }

    /** The exception that is made of the interaction with that description. */
    static Optional<StubException> of(String interaction, boolean stateful) {
        return Arrays.stream(values())
                .filter(exception -> exception.stub == Stub.EITHER
                        || exception.stub == (stateful ? Stub.WITH_STATE : Stub.WITHOUT_STATE))
                .filter(exception -> exception.interactions.contains(interaction))
                .findFirst();
    }

    List<String> interactions() {
        return interactions;
    }

    /** Its line in the table of {@code pact/README.md}. */
    String line() {
        return interactions.stream()
                .collect(Collectors.joining("; ", "| " + reason + " | " + stub.text + " | ", " |\n"));
    }

    /** Which of the two ways to start a stub. */
    private enum Stub {
        EITHER("either"),
        WITHOUT_STATE("without state"),
        WITH_STATE("`STATE=on`");

        private final String text;

        Stub(String text) {
            this.text = text;
        }
    }
}
