package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** The start: the flow as a picture, the contract's own introduction, and all operations. */
final class GuidePage {
    /** The name of the workflows' file, here and in the contract's directory. */
    static final String WORKFLOWS = "password_reset.arazzo.yaml";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode contract;
    private final String picture;
    private final SearchIndex search;

    GuidePage(JsonNode contract, String picture, SearchIndex search) {
        this.contract = contract;
        this.picture = picture;
        this.search = search;
    }

    String html() {
        String introduction =
                Markdown.html(contract.path("info").path("description").asText());
        int firstHeading = Math.max(0, introduction.indexOf("<h2"));
        search.addHeadings("Guide", "index.html", introduction);
        return """
                <h1>%s</h1>
                <div class="lead">%s</div>
                <figure class="flow">%s
                <figcaption>For programs: the same as <a href="%s">Arazzo workflows</a>.</figcaption></figure>
                %s
                <h2 id="operations">All operations</h2>
                %s
                <h2 id="rights">Who may do what</h2>
                %s
                <h2 id="links">Where answers lead</h2>
                <p>The id in an answer is good for other operations. The contract says for which, in its <code>links</code>.</p>
                <div class="wide">%s</div>
                """.formatted(
                        escape(contract.path("info").path("title").asText()),
                        introduction.substring(0, firstHeading),
                        picture,
                        WORKFLOWS,
                        introduction.substring(firstHeading),
                        operations(),
                        new RightsTable(contract).html(),
                        new LinksTable(contract).html());
    }

    /** Where the reference has the operation. */
    static String address(JsonNode operation) {
        return "reference.html#tag/%s/%s"
                .formatted(
                        operation.path("tags").path(0).asText(),
                        operation.path("operationId").asText());
    }

    private String operations() {
        StringBuilder html = new StringBuilder("<ul class=\"operations\">");
        contract.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> html.append(operation(member.getKey(), path.getKey(), member.getValue()))));
        return html.append("</ul>").toString();
    }

    private String operation(String method, String path, JsonNode operation) {
        String address = address(operation);
        String summary = operation.path("summary").asText();
        String name = method.toUpperCase(Locale.ROOT);
        search.add("Operation", summary, name + " " + path, address);
        return "<li><a href=\"%s\"><span class=\"method %s\">%s</span> <code>%s</code> <span>%s</span></a></li>\n"
                .formatted(escape(address), method, name, escape(path), escape(summary));
    }
}
