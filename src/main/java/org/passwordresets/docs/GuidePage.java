package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.passwordresets.html.Markdown;

/**
 * The Guide: the flow as a diagram, the contract's introduction, and all operations with their rights and the operations that
 * take the id from their response.
 */
record GuidePage(
        String title,
        String lead,
        String picture,
        String introduction,
        List<Operation> operations,
        List<ApplicationKind> applicationKinds) {
    record ApplicationKind(String name, String description) {}

    static GuidePage of(JsonNode contract, String picture) {
        String introduction =
                Markdown.html(contract.path("info").path("description").asText());
        int firstHeading = Math.max(0, introduction.indexOf("<h2"));
        List<ApplicationKind> kinds = applicationKinds(contract);
        List<Operation> operations = Operation.all(contract, kinds);
        return new GuidePage(
                contract.path("info").path("title").asText(),
                introduction.substring(0, firstHeading),
                picture,
                introduction.substring(firstHeading),
                operations,
                kinds);
    }

    private static List<ApplicationKind> applicationKinds(JsonNode contract) {
        return contract.at("/components/securitySchemes/bearerAuth/x-application-kinds")
                .propertyStream()
                .map(kind -> new ApplicationKind(kind.getKey(), kind.getValue().asText()))
                .toList();
    }

    boolean hasRights() {
        return !applicationKinds.isEmpty();
    }

    boolean hasLinks() {
        return !linked().isEmpty();
    }

    List<Operation> linked() {
        return operations.stream()
                .filter(operation -> !operation.next().isEmpty())
                .toList();
    }
}
