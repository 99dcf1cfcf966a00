package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.passwordresets.contract.Contract;
import org.passwordresets.contract.Operation;
import org.passwordresets.contract.generated.ErrorCode;
import org.passwordresets.pact.PactCheck.Departure;

/** Whether the contract promises an answer: its status, its headers, and each member that the consumer needs. */
final class AnswerCheck {
    private static final String MEDIA_TYPE = "application/vnd.api+json";

    private final Contract contract;
    private final SchemaRegistry schemas = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    AnswerCheck(Contract contract) {
        this.contract = contract;
    }

    Stream<Departure> departures(Interaction.Response response, Operation operation) {
        String below = "/responses/" + response.status();
        JsonNode promised = operation.definition().at(below);
        if (promised.isMissingNode()) {
            return Stream.of(
                    Departure.at(operation, "/responses", "the contract promises no status " + response.status()));
        }
        return Stream.of(
                        headers(response, promised).map(reason -> Departure.at(operation, below, reason)),
                        body(response, promised, operation, below),
                        codes(response).map(reason -> Departure.at(operation, below, reason)),
                        patterns(response).map(reason -> Departure.at(operation, below, reason)))
                .flatMap(departures -> departures);
    }

    private static Stream<String> headers(Interaction.Response response, JsonNode promised) {
        return response.headers().entrySet().stream()
                .filter(header -> !isPromised(header, promised))
                .map(header -> "the contract promises no header %s: %s".formatted(header.getKey(), header.getValue()));
    }

    private static boolean isPromised(Map.Entry<String, String> header, JsonNode promised) {
        return header.getKey().equalsIgnoreCase("Content-Type")
                ? promised.path("content").has(header.getValue().split(";")[0].strip())
                : promised.path("headers").properties().stream()
                        .anyMatch(known -> known.getKey().equalsIgnoreCase(header.getKey()));
    }

    private Stream<Departure> body(
            Interaction.Response response, JsonNode promised, Operation operation, String below) {
        JsonNode body = response.body();
        if (body.isMissingNode()) {
            return Stream.empty();
        }
        JsonNode schema = promised.path("content").path(MEDIA_TYPE).path("schema");
        if (schema.isMissingNode()) {
            return Stream.of(Departure.at(operation, below, "the contract promises no body"));
        }
        String place = below + "/content/" + Departure.escape(MEDIA_TYPE) + "/schema";
        return Stream.concat(
                errors(schema, body).map(error -> departure(operation, place, "", error)),
                included(body.path("included"), operation, place));
    }

    /** The contract says of an included resource that it is one of its type, whatever operation brings it along. */
    private Stream<Departure> included(JsonNode resources, Operation operation, String place) {
        return resources.valueStream().flatMap(resource -> {
            String type = resource.path("type").asText();
            Optional<Operation> answering = contract.operations().stream()
                    .filter(other ->
                            type.equals(other.resourceType()) && other.path().endsWith("/{id}"))
                    .findFirst();
            if (answering.isEmpty()) {
                return Stream.of(Departure.at(
                        operation, place + "/properties/included", "there are no resources of type \"" + type + "\""));
            }
            String answer = "/responses/" + answering.get().successStatus() + "/content/" + Departure.escape(MEDIA_TYPE)
                    + "/schema/properties/data";
            JsonNode schema = answering.get().definition().at(answer);
            return errors(schema, resource).map(error -> departure(answering.get(), answer, "/included", error));
        });
    }

    private static Departure departure(Operation operation, String place, String start, Error error) {
        String inSchema = error.getSchemaLocation().getFragment().toString();
        return Departure.at(
                operation,
                place + inSchema.substring(0, inSchema.lastIndexOf('/')),
                start + error.getInstanceLocation() + ": " + error.getMessage());
    }

    private Stream<Error> errors(JsonNode schema, JsonNode value) {
        return schemas.getSchema(asPartOf(schema)).validate(value).stream();
    }

    /** A consumer may need less than there is, and nothing that there is not. */
    private static JsonNode asPartOf(JsonNode schema) {
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(asPartOf(element)));
            return copy;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = object.objectNode();
        object.properties().stream()
                .filter(member -> !isDemand(member) && !member.getKey().startsWith("x-"))
                .forEach(member -> copy.set(member.getKey(), asPartOf(member.getValue())));
        if (object.path("properties").isObject() && !object.has("additionalProperties")) {
            copy.put("additionalProperties", false);
        }
        return copy;
    }

    private static boolean isDemand(Map.Entry<String, JsonNode> member) {
        return member.getKey().equals("required") && member.getValue().isArray();
    }

    /** Each code belongs to one status. */
    private static Stream<String> codes(Interaction.Response response) {
        return response.body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("code").asText())
                .filter(code -> Stream.of(ErrorCode.values())
                        .anyMatch(known -> known.text().equals(code) && known.status() != response.status()))
                .map(code -> code + " is a " + ErrorCode.of(code).status() + ", not a " + response.status());
    }

    /** The value itself has been held against the schema; so a pattern that it matches can be met. */
    private static Stream<String> patterns(Interaction.Response response) {
        return response.rules().entrySet().stream().flatMap(rule -> rule.getValue()
                .valueStream()
                .filter(matcher -> matcher.path("match").asText().equals("regex"))
                .filter(matcher -> !Pattern.compile(matcher.path("regex").asText())
                        .matcher(response.body().at(pointer(rule.getKey())).asText())
                        .find())
                .map(matcher -> "%s: no value that the contract allows here is known to match %s"
                        .formatted(pointer(rule.getKey()), matcher.path("regex").asText())));
    }

    /** {@code $.data[0].attributes['email']} as {@code /data/0/attributes/email}. */
    private static String pointer(String path) {
        return path.substring(1).replaceAll("\\['?([^]']*)'?]", "/$1").replaceAll("\\.", "/");
    }
}
