package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.contract.ResourceType;

/**
 * Which parts of a contract the consumers use. The names of parts are those of {@code make diff}: {@code response data
 * attributes email}, {@code query parameter sort}. Parts that are independent of an operation are {@code type customers
 * attributes email}, {@code filter customers email}, {@code sort events name}, {@code include customer_password_resets
 * customer}, {@code code NOT_FOUND}.
 */
public final class Usage {
    private final List<Endpoint> endpoints;
    private final Map<String, ResourceType> types;
    private final List<Use> uses;

    private Usage(JsonNode contract, Pacts pacts) {
        this.endpoints = Endpoint.all(contract);
        this.types = ResourceType.all(contract);
        this.uses = pacts.interactions().stream().flatMap(this::uses).toList();
    }

    /** @param contract with every reference followed */
    public static Usage of(JsonNode contract, Pacts pacts) {
        return new Usage(contract, pacts);
    }

    private Stream<Use> uses(Interaction interaction) {
        return endpoints.stream().filter(endpoint -> endpoint.matches(interaction.request())).findFirst().stream()
                .flatMap(endpoint -> UseReader.uses(interaction, endpoint, types));
    }

    /** Every part that consumers can rely on, in the contract's order. */
    public List<Part> parts() {
        return new PartReader(this, endpoints, types).parts();
    }

    /** The type of the resources in an operation's response. */
    public Optional<String> resourceType(String operation) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.name().equals(operation))
                .map(Endpoint::resourceType)
                .findFirst();
    }

    /** The consumers that call an operation. */
    public Set<String> callers(String operation) {
        return consumers(use -> use.operation().equals(operation));
    }

    /** The consumers that use this part of an operation, or a part of it. */
    public Set<String> consumers(String operation, String part) {
        return consumers(use -> use.operation().equals(operation) && use.isWithin(part));
    }

    /** The consumers that use this part, or a part of it, in any operation. */
    public Set<String> consumers(String part) {
        return consumers(use -> use.isWithin(part));
    }

    /**
     * The consumers that use a part of a type in another type's operation: {@code type customers attributes email}.
     */
    public Set<String> consumersElsewhere(String part) {
        String type = part.split(" ")[1];
        return consumers(use -> use.isWithin(part)
                && !resourceType(use.operation()).filter(type::equals).isPresent());
    }

    /** The consumers that call an operation at least once without a part of its request. */
    public Set<String> callersWithout(String operation, String part) {
        Set<Interaction> complete = uses.stream()
                .filter(use -> use.operation().equals(operation) && use.isWithin(part))
                .map(Use::interaction)
                .collect(Collectors.toSet());
        return consumers(use -> use.operation().equals(operation) && !complete.contains(use.interaction()));
    }

    private Set<String> consumers(Predicate<Use> choice) {
        return uses.stream().filter(choice).map(Use::consumer).collect(Collectors.toCollection(TreeSet::new));
    }
}
