package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who may do what: every operation with what each kind of application may use it for, and what storefronts may write. */
record RightsPage(List<Kind> kinds, List<Row> rows, List<Writer> writers) {
    private static final String OWN = ":own";

    /** A kind of application, as {@code x-application-kinds} explains it. */
    record Kind(String name, String description) {
        /** Where a heading can break. */
        List<String> words() {
            return List.of(name.split("(?<=_)"));
        }
    }

    /** @param rights {@code yes}, {@code own} or {@code –} for each kind */
    record Row(String id, String method, String verb, String path, String summary, List<String> rights) {}

    /** What may be written in an operation. */
    record Writer(String id, String summary, List<String> bySalesChannels, List<String> byCustomers) {
        boolean isRestricted() {
            return !bySalesChannels.isEmpty() || !byCustomers.isEmpty();
        }
    }

    static RightsPage of(JsonNode contract) {
        Definitions definitions = new Definitions(contract);
        List<Kind> kinds = kinds(contract).toList();
        List<ContractOperation> operations = ContractOperation.all(definitions);
        return new RightsPage(
                kinds,
                operations.stream()
                        .filter(operation -> operation.node().has("x-rights"))
                        .map(operation -> row(operation, kinds))
                        .toList(),
                operations.stream()
                        .map(operation -> writer(operation, definitions))
                        .filter(Writer::isRestricted)
                        .toList());
    }

    private static Stream<Kind> kinds(JsonNode contract) {
        return contract.at("/components/securitySchemes/bearerAuth/x-application-kinds")
                .propertyStream()
                .map(kind -> new Kind(kind.getKey(), kind.getValue().asText()));
    }

    private static Row row(ContractOperation operation, List<Kind> kinds) {
        List<String> allowed = Definitions.texts(operation.node().path("x-rights"));
        return new Row(
                operation.id(),
                operation.method(),
                operation.method().toUpperCase(Locale.ROOT),
                operation.path(),
                operation.summary(),
                kinds.stream().map(kind -> right(kind.name(), allowed)).toList());
    }

    private static String right(String kind, List<String> allowed) {
        return allowed.contains(kind) ? "yes" : allowed.contains(kind + OWN) ? "own" : "–";
    }

    private static Writer writer(ContractOperation operation, Definitions definitions) {
        List<Member> attributes = definitions.members(definitions
                .property(operation.body(), "data")
                .path("properties")
                .path("attributes"));
        return new Writer(
                operation.id(),
                operation.summary(),
                marked(attributes, "x-sales-channel"),
                marked(attributes, "x-customer"));
    }

    private static List<String> marked(List<Member> attributes, String extension) {
        return attributes.stream()
                .filter(attribute -> attribute.schema().path(extension).asBoolean())
                .map(Member::name)
                .toList();
    }
}
