package org.passwordresets.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.passwordresets.html.Markdown;

/**
 * The Guide: the flow as a diagram, the contract's introduction, and all operations with the operations that take the id from
 * their response.
 */
record GuidePage(
        String title,
        String lead,
        String picture,
        boolean workflows,
        String introduction,
        List<GuideOperation> operations) {
    static GuidePage of(JsonNode contract, String picture, boolean workflows) {
        String introduction =
                Markdown.html(contract.path("info").path("description").asText());
        int firstHeading = Math.max(0, introduction.indexOf("<h2"));
        return new GuidePage(
                contract.path("info").path("title").asText(),
                introduction.substring(0, firstHeading),
                picture,
                workflows,
                introduction.substring(firstHeading),
                GuideOperation.all(new Definitions(contract)));
    }

    boolean hasLinks() {
        return !linked().isEmpty();
    }

    List<GuideOperation> linked() {
        return operations.stream()
                .filter(operation -> !operation.next().isEmpty())
                .toList();
    }
}
