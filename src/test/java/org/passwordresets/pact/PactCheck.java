package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;

/**
 * Holds what consumers expect against the contract alone, without any server: whether the contract takes their requests, and
 * promises the responses that they need.
 */
public final class PactCheck {
    private final Contract contract;
    private final RequestCheck requests;
    private final PactResponseCheck responses;
    private final AskedForCheck askedFor;

    public PactCheck(Contract contract) {
        this.contract = contract;
        this.requests = new RequestCheck(contract);
        this.responses = new PactResponseCheck(contract);
        this.askedFor = new AskedForCheck(contract);
    }

    /** Where the interactions of a pact depart from the contract. */
    public List<String> departures(JsonNode pact) {
        return new PactDocument(pact)
                .interactions().stream()
                        .flatMap(interaction -> departures(interaction).stream())
                        .map(Departure::toString)
                        .toList();
    }

    /** Where an interaction departs from the contract. */
    List<Departure> departures(Interaction interaction) {
        Interaction.Request request = interaction.request();
        return contract.find(request.method(), request.path())
                .map(operation -> departures(interaction, operation))
                .orElseGet(() -> List.of(new Departure(
                        "#/paths", "the contract has no operation " + request.method() + " " + request.path())));
    }

    private List<Departure> departures(Interaction interaction, Operation operation) {
        return Stream.of(
                        requests.departures(interaction, operation),
                        responses.departures(interaction.response(), operation),
                        askedFor.departures(interaction, operation))
                .flatMap(departures -> departures)
                .toList();
    }

    /** @param place a JSON pointer into the contract, its references followed */
    record Departure(String place, String reason) {
        @Override
        public String toString() {
            return place + ": " + reason;
        }

        static Departure at(Operation operation, String below, String reason) {
            return new Departure(
                    "#/paths/%s/%s%s"
                            .formatted(
                                    escape(operation.path()), operation.method().toLowerCase(Locale.ROOT), below),
                    reason);
        }

        static String escape(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }
    }
}
