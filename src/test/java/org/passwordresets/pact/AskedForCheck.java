package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.Relationship;
import org.passwordresets.contract.ResourceType;
import org.passwordresets.pact.PactCheck.Departure;

/** Whether a consumer has asked for what it needs: {@code fields} leaves out the other ones, only {@code include} includes. */
final class AskedForCheck {
    private final Contract contract;

    AskedForCheck(Contract contract) {
        this.contract = contract;
    }

    Stream<Departure> departures(Interaction interaction, Operation operation) {
        Map<String, List<String>> query = interaction.request().query();
        JsonNode body = interaction.response().body();
        Set<String> included = paths(query).flatMap(this::prefixes).collect(Collectors.toSet());
        return Stream.of(
                        resources(body).flatMap(place -> leftOut(body.at(place), place, query, operation)),
                        linkages(body, included),
                        notIncluded(body, included, operation))
                .flatMap(reasons -> reasons)
                .map(reason -> Departure.at(operation, "/parameters", reason));
    }

    private static Stream<String> paths(Map<String, List<String>> query) {
        return query.getOrDefault("include", List.of()).stream().flatMap(value -> Stream.of(value.split(",")));
    }

    /** {@code events.webhooks} includes {@code events}, too. */
    private Stream<String> prefixes(String path) {
        List<String> steps = List.of(path.split("\\."));
        return IntStream.rangeClosed(1, steps.size()).mapToObj(length -> String.join(".", steps.subList(0, length)));
    }

    private static Stream<String> resources(JsonNode body) {
        Stream<String> included =
                IntStream.range(0, body.path("included").size()).mapToObj(index -> "/included/" + index);
        return Stream.concat(primary(body), included);
    }

    private static Stream<String> primary(JsonNode body) {
        JsonNode data = body.path("data");
        return data.isArray()
                ? IntStream.range(0, data.size()).mapToObj(index -> "/data/" + index)
                : Stream.of("/data").filter(place -> data.isObject());
    }

    private static Stream<String> leftOut(
            JsonNode resource, String place, Map<String, List<String>> query, Operation operation) {
        String type = resource.path("type").asText(place.startsWith("/data") ? operation.resourceType() : "");
        String parameter = "fields[" + type + "]";
        if (!query.containsKey(parameter)) {
            return Stream.empty();
        }
        Set<String> asked = query.get(parameter).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .collect(Collectors.toSet());
        return Stream.of("attributes", "relationships").flatMap(part -> resource.path(part)
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !asked.contains(name))
                .map(name -> "%s/%s/%s: the request asks for %s=%s alone"
                        .formatted(place, part, name, parameter, String.join(",", query.get(parameter)))));
    }

    private static Stream<String> linkages(JsonNode body, Set<String> included) {
        return primary(body).flatMap(place -> body.at(place)
                .path("relationships")
                .propertyStream()
                .filter(relationship ->
                        relationship.getValue().has("data") && !included.contains(relationship.getKey()))
                .map(relationship -> "%s/relationships/%s/data: is there only where the request says include=%s"
                        .formatted(place, relationship.getKey(), relationship.getKey())));
    }

    private Stream<String> notIncluded(JsonNode body, Set<String> included, Operation operation) {
        Set<String> types = included.stream()
                .flatMap(path -> typeAt(path, operation.resourceType()))
                .collect(Collectors.toSet());
        return IntStream.range(0, body.path("included").size())
                .filter(index -> body.path("included").get(index).has("type"))
                .filter(index -> !types.contains(
                        body.path("included").get(index).path("type").asText()))
                .mapToObj(index -> "/included/%d: nothing of type %s is included, as the request says %s"
                        .formatted(
                                index,
                                body.path("included").get(index).path("type").asText(),
                                included.isEmpty() ? "no include" : "include=" + String.join(",", included)));
    }

    private Stream<String> typeAt(String path, String start) {
        String type = start;
        for (String name : path.split("\\.")) {
            type = contract.findResourceType(String.valueOf(type))
                    .map(ResourceType::relationships)
                    .map(relationships -> relationships.get(name))
                    .map(Relationship::relatedType)
                    .orElse(null);
        }
        return Stream.ofNullable(type);
    }
}
