package org.passwordresets.docs;

import static org.passwordresets.docs.Markdown.escape;
import static org.passwordresets.docs.Markdown.inline;

import com.fasterxml.jackson.databind.JsonNode;

/** Every error code with its cause and its cure. */
final class ErrorsPage {
    private final JsonNode contract;
    private final SearchIndex search;

    ErrorsPage(JsonNode contract, SearchIndex search) {
        this.contract = contract;
        this.search = search;
    }

    String html() {
        JsonNode schemas = contract.path("components").path("schemas");
        return """
                <h1>Errors</h1>
                <p class="lead">A request that fails answers one or more errors. Programs decide by <code>code</code>, and by
                <code>meta.error</code> where the code is <a href="#VALIDATION_ERROR"><code>VALIDATION_ERROR</code></a>; people
                read <code>title</code> and <code>detail</code>. Quote <code>meta.trace_id</code> when you ask for help: the
                server's log has it too.</p>
                <h2 id="codes">Codes</h2>
                %s
                <h2 id="validations">Validations</h2>
                <p>Why a <code>VALIDATION_ERROR</code> refused an attribute: the value of <code>meta.error</code>.</p>
                %s
                """.formatted(
                        codes(schemas.path("ErrorCode"), "code"), codes(schemas.path("ValidationCode"), "meta.error"));
    }

    private String codes(JsonNode schema, String member) {
        StringBuilder html = new StringBuilder();
        for (JsonNode code : schema.path("x-codes")) {
            String name = code.path("code").asText();
            search.add(
                    "Error",
                    name,
                    code.path("title").asText() + ". " + code.path("cause").asText(),
                    "errors.html#" + name);
            html.append("""
                    <section class="card" id="%1$s">
                    <h3><a class="anchor" href="#%1$s"><code>%1$s</code></a> <span class="status s%2$s">%3$s</span></h3>
                    <p class="title">%4$s</p>
                    <dl><dt>Cause</dt><dd>%5$s</dd><dt>Cure</dt><dd>%6$s</dd></dl>
                    %7$s
                    </section>
                    """.formatted(
                            escape(name),
                            code.path("status").asText().charAt(0),
                            escape(code.path("status").asText()),
                            escape(code.path("title").asText()),
                            inline(code.path("cause").asText()),
                            inline(code.path("cure").asText()),
                            example(name, member)));
        }
        return html.toString();
    }

    /** The first of the contract's examples that has the code. */
    private String example(String code, String member) {
        String pointer = "/errors/0/" + member.replace('.', '/');
        for (JsonNode example : contract.path("components").path("examples")) {
            if (example.path("value").at(pointer).asText().equals(code)) {
                return "<details><summary>%s</summary><pre><code>%s</code></pre></details>"
                        .formatted(
                                escape(example.path("summary").asText("Example")),
                                escape(example.path("value").toPrettyString()));
            }
        }
        return "";
    }
}
